import type { Db } from '@lianxin/database';
import { type EventHandler, eventsModule, type LoggedEvent, type NewEvent } from '@lianxin/events';
import { testDatabase, type TestDatabase } from '@lianxin/testing';
import { CountReason } from '../../src/modules/duty-index/core/contribution.js';
import { dutyIndexModule } from '../../src/modules/duty-index/duty-index.module.js';
import { dutyIndexConsumer } from '../../src/modules/duty-index/projection/duty-index.consumer.js';
import { chanceOf } from './chance.js';
import { firstSeed, histories } from './env.js';
import { history } from './history.js';
import { inOrder, storedLines, storedTotals } from './index-tables.js';
import { naiveIndex, naiveTotals } from './naive-index.js';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await testDatabase({ modules: [eventsModule, dutyIndexModule] });
  db = await database.open(dutyIndexModule);
});
afterAll(() => database[Symbol.asyncDispose]());

const { handlers, replica } = dutyIndexConsumer();

const logged = (events: readonly NewEvent[]): LoggedEvent[] =>
  events.map((event, index) => ({ ...event, position: index + 1, recordedAt: event.occurredAt }));

const handlerOf = (event: LoggedEvent): EventHandler => handlers.find(({ contract }) => contract.matches(event))!;

/** Cuts events into stretches, as batches would: each ends where `ends` says so, and where its handler changes. */
function stretchesOf(events: readonly LoggedEvent[], ends: () => boolean): LoggedEvent[][] {
  const stretches: LoggedEvent[][] = [];
  for (const event of events) {
    const last = stretches.at(-1);
    const { handleRun } = handlerOf(event);
    const isJoined = last && handleRun && handlerOf(last[0]!).handleRun === handleRun && !ends();
    if (isJoined) last.push(event);
    else stretches.push([event]);
  }
  return stretches;
}

/** Counts events in the order given, as a log in that order would be, some of them together. */
async function count(events: readonly LoggedEvent[], ends: () => boolean): Promise<void> {
  await db.transaction(async (tx) => {
    for (const table of replica?.tables ?? []) await tx.queryText(`delete from ${table}`);
    for (const stretch of stretchesOf(events, ends)) {
      const { handle, handleRun } = handlerOf(stretch[0]!);
      if (handleRun) await handleRun(stretch, tx);
      else for (const event of stretch) await handle(event, tx);
    }
  });
}

/** Every row of every table, as text. */
async function everything(): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of replica?.tables ?? []) {
    const rows = await db.queryText<{ row: string }>(`select t::text as row from ${table} t order by 1`);
    tables[table] = rows.map(({ row }) => row);
  }
  return tables;
}

const together = (): boolean => false;
const singly = (): boolean => true;

it('is looked at in histories in which everything occurs that can befall a unit', () => {
  const seen = new Set<string | null>();
  for (let seed = 1; seed <= 100; seed += 1) {
    for (const { reason } of naiveIndex(history(seed, 0))) seen.add(reason);
  }
  expect([...seen].sort()).toEqual([null, ...Object.values(CountReason)].sort());
});

describe('the projection, against a second implementation that recounts everything', () => {
  it(`has the same lines and totals in ${histories} histories, in any order, and at any past position`, async () => {
    for (let seed = firstSeed; seed < firstSeed + histories; seed += 1) {
      const chance = chanceOf(seed + 0.5);
      const events = logged(history(seed, 0));
      const expected = inOrder(naiveIndex(events));
      await count(events, together);
      expect({ seed, lines: inOrder(await storedLines(db)) }).toEqual({ seed, lines: expected });
      expect({ seed, totals: await storedTotals(db) }).toEqual({ seed, totals: naiveTotals(expected) });
      const past = 1 + (seed % events.length);
      const then = inOrder(naiveIndex(events.slice(0, past)));
      expect({ seed, past, lines: inOrder(await storedLines(db, past)) }).toEqual({ seed, past, lines: then });

      const rows = await everything();
      await count(events, seed % 10 === 0 ? singly : () => chance.percent(20));
      expect({ seed, rows: await everything() }).toEqual({ seed, rows });

      await count(logged(history(seed, 1)), () => chance.percent(20));
      expect({ seed, other: inOrder(await storedLines(db)) }).toEqual({ seed, other: expected });
      expect({ seed, totals: await storedTotals(db) }).toEqual({ seed, totals: naiveTotals(expected) });
    }
  });
});
