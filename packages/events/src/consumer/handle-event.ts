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

/** Why an event failed, for people. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
