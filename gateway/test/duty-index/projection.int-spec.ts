import type { Db } from '@lianxin/database';
import { eventsModule, type LoggedEvent, type NewEvent } from '@lianxin/events';
import { testDatabase, type TestDatabase } from '@lianxin/testing';
import { dutyIndexModule } from '../../src/modules/duty-index/duty-index.module.js';
import { dutyIndexConsumer } from '../../src/modules/duty-index/projection/duty-index.consumer.js';
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

/** Counts events in the order given, as a log in that order would be. */
async function count(events: readonly LoggedEvent[]): Promise<void> {
  await db.transaction(async (tx) => {
    for (const table of replica?.tables ?? []) await tx.queryText(`delete from ${table}`);
    for (const event of events) {
      for (const { contract, handle } of handlers) if (contract.matches(event)) await handle(event, tx);
    }
  });
}

describe('the projection, against a second implementation that recounts everything', () => {
  it(`has the same lines and totals in ${histories} histories, in any order, and at any past position`, async () => {
    for (let seed = firstSeed; seed < firstSeed + histories; seed += 1) {
      const events = logged(history(seed, 0));
      const expected = inOrder(naiveIndex(events));
      await count(events);
      expect({ seed, lines: inOrder(await storedLines(db)) }).toEqual({ seed, lines: expected });
      expect({ seed, totals: await storedTotals(db) }).toEqual({ seed, totals: naiveTotals(expected) });
      const past = 1 + (seed % events.length);
      const then = inOrder(naiveIndex(events.slice(0, past)));
      expect({ seed, past, lines: inOrder(await storedLines(db, past)) }).toEqual({ seed, past, lines: then });

      await count(logged(history(seed, 1)));
      expect({ seed, other: inOrder(await storedLines(db)) }).toEqual({ seed, other: expected });
      expect({ seed, totals: await storedTotals(db) }).toEqual({ seed, totals: naiveTotals(expected) });
    }
  });
});
