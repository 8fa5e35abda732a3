import type { Sql } from '@lianxin/database';
import { z } from 'zod';
import { ContractBreach, defineEvent } from '../define-event.js';
import type { LoggedEvent } from '../event.types.js';
import { on, onRuns } from './event-handler.js';
import { handleEvents } from './handle-event.js';

const schema = z.object({ n: z.number() });
const lit = defineEvent({ type: 'lamp.lit', version: 1, schema });
const dimmed = defineEvent({ type: 'lamp.dimmed', version: 1, schema });
const broken = defineEvent({ type: 'lamp.broken', version: 1, schema });

/** Handlers touch nothing here but what they are told to note. */
const tx = {} as Sql;

function logged(contract: typeof lit, position: number, payload: unknown = { n: position }): LoggedEvent {
  const made = contract.create({
    aggregateType: 'lamp',
    aggregateId: 'lamp',
    aggregateVersion: position,
    payload: { n: position },
    topics: [],
    occurredAt: new Date(0),
  });
  return { ...made, payload, position, recordedAt: new Date(0) };
}

/** What the handlers were given, each call a list of numbers. */
async function callsFor(events: readonly LoggedEvent[]): Promise<string[]> {
  const calls: string[] = [];
  const handlers = [
    ...onRuns([lit, dimmed], async (run) => void calls.push(`run ${run.map(({ payload }) => payload.n).join(' ')}`)),
    on(broken, async ({ payload }) => void calls.push(`one ${payload.n}`)),
  ];
  await handleEvents(handlers, events, tx);
  return calls;
}

describe('handling events in runs', () => {
  it('gives neighbours that share a handler to it together, of whichever contract, in their order', async () => {
    const events = [logged(lit, 1), logged(dimmed, 2), logged(lit, 3)];
    expect(await callsFor(events)).toEqual(['run 1 2 3']);
  });

  it('ends a run where another handler has its event', async () => {
    const events = [logged(lit, 1), logged(lit, 2), logged(broken, 3), logged(broken, 4), logged(dimmed, 5)];
    expect(await callsFor(events)).toEqual(['run 1 2', 'one 3', 'one 4', 'run 5']);
  });

  it('handles nothing of a run in which one payload is not as agreed', async () => {
    const calls: number[] = [];
    const handlers = onRuns([lit], async (run) => void calls.push(run.length));
    await expect(handleEvents(handlers, [logged(lit, 1), logged(lit, 2, { n: 'two' })], tx)).rejects.toThrow();
    expect(calls).toEqual([]);
  });

  it('does not take a version that nobody knows for another', async () => {
    const later = { ...logged(lit, 1), version: 2 };
    await expect(callsFor([later])).rejects.toThrow(ContractBreach);
  });
});
