import type { Db } from '@lianxin/database';
import {
  appendToOutbox,
  eventsModule,
  type LoggedEvent,
  type NewEvent,
  rebuildReplica,
  startConsumer,
  startRelay,
} from '@lianxin/events';
import { testDatabase, type TestDatabase } from '@lianxin/testing';
import { dutyArchiveConsumer, representativesModule } from '../src/index.js';
import { CompleteDutyArchive1764720000033 } from '../src/migrations/1764720000033-complete-duty-archive.js';
import { archiveHistory, chance } from './archive-history.js';
import { naiveArchive, type NaiveDeed } from './naive-archive.js';

const { name, handlers, replica } = dutyArchiveConsumer;
const tables = replica?.tables ?? [];

describe('the duty archive and its log', () => {
  let database: TestDatabase;
  let admin: Db;
  let db: Db;

  beforeAll(async () => {
    database = await testDatabase({ modules: [eventsModule, representativesModule] });
    admin = await database.openAsAdmin('representatives');
    db = await database.open(representativesModule);
  });
  afterAll(() => database[Symbol.asyncDispose]());

  const stored = (): Promise<NaiveDeed[]> =>
    admin.queryText(`select id, representative_id, kind, held_on::text, source_type, source_id, part, stands, event_id
      from representatives.duty_deed order by id::text`);
  const empty = (): Promise<unknown> =>
    admin.queryText(`truncate ${tables.map((table) => `representatives.${table}`).join(', ')}`);
  const takeAll = (events: readonly NewEvent[]): Promise<void> =>
    db.transaction(async (tx) => {
      for (const event of events) {
        const logged: LoggedEvent = { ...event, position: 1, recordedAt: event.occurredAt };
        await handlers.find(({ contract }) => contract.matches(event))!.handle(logged, tx);
      }
    });
  const rebuild = (verifyOnly: boolean) =>
    rebuildReplica({ url: database.urlFor('representatives'), consumer: dutyArchiveConsumer, verifyOnly, stretch: 50 });

  it.each(Array.from({ length: 40 }, (_, seed) => [seed + 1] as const))(
    'is what a plain count of all events gives, whatever order they come in and however often (seed %i)',
    async (seed) => {
      const events = archiveHistory(seed, 25);
      const { shuffled, pick } = chance(seed);
      const expected = naiveArchive(events);
      await empty();
      await takeAll(events);
      expect(await stored()).toEqual(expected);
      const orders = [[...events].reverse(), shuffled([...events, ...events.filter(() => pick([true, false]))])];
      for (const order of orders) {
        await empty();
        await takeAll(order);
        expect(await stored()).toEqual(expected);
      }
    },
  );

  it('is made again from position 0 as it was, and mended where somebody changed it', async () => {
    await empty();
    const events = archiveHistory(99, 150);
    await appendToOutbox(admin, 'representatives', events);
    await using relay = await startRelay({ url: database.urlFor('events'), sources: ['representatives'] });
    await relay.drain();
    await using consumer = await startConsumer({ name, db, handlers, batchSize: 7 });
    await consumer.catchUp();
    const expected = naiveArchive(events);
    expect(expected.length).toBeGreaterThan(100);
    expect(await stored()).toEqual(expected);
    expect(await rebuild(true)).toMatchObject({ swapped: false, differences: [], failed: [] });

    await admin.queryText(`delete from representatives.duty_deed where kind in ('PROPOSAL', 'FINDING')`);
    await admin.queryText(`update representatives.duty_deed set held_on = held_on + 1 where kind = 'SUGGESTION'`);
    expect((await rebuild(true)).differences).toEqual([
      { table: 'duty_deed', surplus: expect.any(Number), missing: expect.any(Number) },
    ]);
    expect(await rebuild(false)).toMatchObject({ swapped: true, failed: [] });
    expect(await stored()).toEqual(expected);
    expect(await rebuild(true)).toMatchObject({ differences: [] });
  });

  it('has a migration that keeps what is there, and can be taken back', async () => {
    const before = (await stored()).map(({ id }) => id);
    const runner = admin.dataSource.createQueryRunner();
    const migration = new CompleteDutyArchive1764720000033();
    await migration.down(runner);
    const kept = await admin.queryText<{ id: string }>('select id from representatives.duty_deed');
    expect(kept.length).toBeGreaterThan(0);
    await migration.up(runner);
    await runner.release();
    expect((await stored()).map(({ id }) => id)).toHaveLength(kept.length);
    // What the log tells of the other kinds is there again after a rebuild.
    expect(await rebuild(false)).toMatchObject({ swapped: true, failed: [] });
    expect((await stored()).map(({ id }) => id)).toEqual(before);
  });
});
