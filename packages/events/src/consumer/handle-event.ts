import type { Sql } from '@lianxin/database';
import { ContractBreach } from '../define-event.js';
import type { LoggedEvent } from '../event.types.js';
import type { EventHandler } from './event-handler.js';

/** The types that handlers take, each once. */
export function typesOf(handlers: readonly EventHandler[]): string[] {
  return [...new Set(handlers.map(({ contract }) => contract.type))];
}

/** Gives an event to the handlers of its contract. Throws ContractBreach when there is none of its version. */
export async function handleEvent(handlers: readonly EventHandler[], event: LoggedEvent, tx: Sql): Promise<void> {
  const fitting = handlers.filter(({ contract }) => contract.matches(event));
  if (fitting.length === 0) throw new ContractBreach(`Unknown version ${String(event.version)} of ${event.type}`);
  for (const { handle } of fitting) await handle(event, tx);
}

/** What neighbours in the log share when they can be handled together. */
function runOf(handlers: readonly EventHandler[], event: LoggedEvent): EventHandler['handleRun'] {
  const fitting = handlers.filter(({ contract }) => contract.matches(event));
  return fitting.length === 1 ? fitting[0]?.handleRun : undefined;
}

/** Gives events to the handlers of their contracts, in their order; neighbours together where their handlers can. */
export async function handleEvents(
  handlers: readonly EventHandler[],
  events: readonly LoggedEvent[],
  tx: Sql,
): Promise<void> {
  for (let at = 0; at < events.length;) {
    const together = runOf(handlers, events[at] as LoggedEvent);
    let end = at + 1;
    while (together && end < events.length && runOf(handlers, events[end] as LoggedEvent) === together) end += 1;
    const run = events.slice(at, end);
    if (together) await together(run, tx);
    else for (const event of run) await handleEvent(handlers, event, tx);
    at = end;
  }
}

/** Why an event failed, for people. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
