import type { Db } from '@lianxin/database';
import { appendToOutbox, eventsModule, rebuildReplica, replayParked, startConsumer, startRelay } from '@lianxin/events';
import { testDatabase, type TestDatabase } from '@lianxin/testing';
import { dutyIndexModule } from '../../src/modules/duty-index/duty-index.module.js';
import { CreateDutyIndex1767920000001 } from '../../src/modules/duty-index/migrations/1767920000001-create-duty-index.js';
import { CreateIndexPeriods1767920000002 } from '../../src/modules/duty-index/migrations/1767920000002-create-index-periods.js';
import { KeepBoards1767920000003 } from '../../src/modules/duty-index/migrations/1767920000003-keep-boards.js';
import { SuspendIndexMandates1767920000010 } from '../../src/modules/duty-index/migrations/1767920000010-suspend-mandates.js';
import { LimitByRegion1768500000001 } from '../../src/modules/duty-index/migrations/1768500000001-limit-by-region.js';
import { OrderEqualMembers1768500000003 } from '../../src/modules/duty-index/migrations/1768500000003-order-equal-members.js';
import { CountMembersByRegion1769100000001 } from '../../src/modules/duty-index/migrations/1769100000001-count-members-by-region.js';
import { dutyIndexConsumer } from '../../src/modules/duty-index/projection/duty-index.consumer.js';
import { history } from './history.js';
import { inOrder, storedLines, storedTotals } from './index-tables.js';
import { naiveIndex, naiveTotals } from './naive-index.js';

let database: TestDatabase;
let admin: Db;
let db: Db;
const events = history(77, 3);
/** Told while a comparison is under way. */
const arrived = history(79, 1);
const consumer = dutyIndexConsumer();

async function log(written: typeof events): Promise<void> {
  await appendToOutbox(admin, 'duty_index', written);
  await using relay = await startRelay({ url: database.urlFor('events'), sources: ['duty_index'] });
  await relay.drain();
}
async function countAll(handlers = consumer.handlers): Promise<void> {
  await using running = await startConsumer({ name: consumer.name, db, handlers, batchSize: 7, maxAttempts: 1 });
  await running.catchUp();
}
const rebuild = (verifyOnly: boolean) =>
  rebuildReplica({ url: database.urlFor('duty_index'), consumer, verifyOnly, stretch: 10 });

beforeAll(async () => {
  database = await testDatabase({ modules: [eventsModule, dutyIndexModule] });
  admin = await database.openAsAdmin('duty_index');
  db = await database.open(dutyIndexModule);
  await log(events);
  await countAll();
});
afterAll(() => database[Symbol.asyncDispose]());

describe('a rebuild', () => {
  it('gives the same tables, row by row, as counting event by event did', async () => {
    const expected = inOrder(naiveIndex(events));
    expect(inOrder(await storedLines(admin))).toEqual(expected);
    expect(await rebuild(true)).toMatchObject({ swapped: false, differences: [], failed: [] });
    expect(await storedTotals(admin)).toEqual(naiveTotals(expected));
  });

  it('finds and mends what somebody has changed by hand', async () => {
    await admin.queryText('update duty_index.total set numerator = numerator + 1 where numerator > 0');
    const found = await rebuild(true);
    expect(found.differences).toEqual([{ table: 'total', surplus: expect.any(Number), missing: expect.any(Number) }]);
    expect(await rebuild(false)).toMatchObject({ swapped: true });
    expect(await rebuild(true)).toMatchObject({ differences: [] });
  });

  it('compares as of one moment while events arrive, and waits for nobody who counts', async () => {
    let arriving: Promise<void> | undefined;
    const onProgress = (): void => {
      arriving ??= log(arrived).then(() => countAll());
    };
    const url = database.urlFor('duty_index');
    const compared = await rebuildReplica({ url, consumer, verifyOnly: true, stretch: 10, onProgress });
    expect(compared).toMatchObject({ differences: [], failed: [] });
    await arriving;
    expect(await rebuild(true)).toMatchObject({ differences: [], failed: [] });

    await admin.transaction(async (tx) => {
      await tx.queryText('select from duty_index.consumer_checkpoint for update');
      expect(await rebuild(true)).toMatchObject({ differences: [], failed: [] });
    });
  });

  it('takes in its turn an event that comes too late to be replayed', async () => {
    const later = history(78, 0);
    await log(later);
    const [parked] = later;
    const failing = consumer.handlers.map(({ contract, handle }) => ({
      contract,
      handle: async (...call: Parameters<typeof handle>) => {
        if (call[0].eventId === parked?.eventId) throw new Error('a defect');
        await handle(...call);
      },
    }));
    await countAll(failing);
    expect(await replayParked(db, consumer)).toEqual([
      expect.objectContaining({ outcome: 'failed', reason: expect.stringContaining('lianxin index rebuild') }),
    ]);
    expect(await rebuild(false)).toMatchObject({ swapped: true, failed: [] });
    expect(inOrder(await storedLines(admin))).toEqual(inOrder(naiveIndex([...events, ...arrived, ...later])));
  });
});

it('gives the paths that a migration has given to deputies who were registered before', async () => {
  const migration = new LimitByRegion1768500000001();
  const runner = admin.dataSource.createQueryRunner();
  await migration.down(runner);
  const told = await admin.queryText<{ id: string }>(
    `update duty_index.deputy set region_path = array_remove(region_path, region_code) where region_code is not null returning id`,
  );
  expect(told.length).toBeGreaterThan(0);
  await migration.up(runner);
  await runner.release();
  expect(await rebuild(true)).toMatchObject({ differences: [], failed: [] });
});

it('has migrations that can be taken back and made again', async () => {
  const tables = () => admin.queryText("select tablename from pg_tables where schemaname = 'duty_index' order by 1");
  const before = await tables();
  const runner = admin.dataSource.createQueryRunner();
  const [first, second] = [new CreateDutyIndex1767920000001(), new CreateIndexPeriods1767920000002()];
  const boards = new KeepBoards1767920000003();
  const suspensions = new SuspendIndexMandates1767920000010();
  const regions = new LimitByRegion1768500000001();
  const equals = new OrderEqualMembers1768500000003();
  const counted = new CountMembersByRegion1769100000001();
  await counted.down(runner);
  await equals.down(runner);
  await regions.down(runner);
  await suspensions.down(runner);
  await boards.down(runner);
  await second.down(runner);
  await first.down(runner);
  expect(await tables()).toEqual([{ tablename: 'migrations' }]);
  await first.up(runner);
  await second.up(runner);
  await boards.up(runner);
  await suspensions.up(runner);
  await regions.up(runner);
  await equals.up(runner);
  await counted.up(runner);
  await runner.release();
  expect(await tables()).toEqual(before);
});
