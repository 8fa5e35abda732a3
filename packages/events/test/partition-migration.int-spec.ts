import { migrate, statement } from '@lianxin/database';
import { testDatabase, testPassword } from '@lianxin/testing';
import { appendToOutbox, eventsModule, readLog, startRelay } from '../src/index.js';
import { appendOne } from '../src/outbox.js';
import { lamps, meter, modules, switched } from './lamps.js';

const before = { ...eventsModule, migrations: eventsModule.migrations.slice(0, 1) };

/** What a relay of the version before does, as a statement prepared on its connection. */
const oldMove = statement<never>(
  'old_relay_move_lamps',
  `with batch as (delete from lamps.outbox returning *),
     head as (update events.head set position = position + (select count(*) from batch) returning position)
   insert into events.log (position, event_id, type, version, aggregate_type, aggregate_id, aggregate_version, payload,
     topics, actor, causation_id, request_id, occurred_at)
   select head.position - count(*) over () + row_number() over (order by id), event_id, type, version, aggregate_type,
     aggregate_id, aggregate_version, payload, topics, actor, causation_id, request_id, occurred_at
   from batch cross join head`,
);

describe('the migration to partitions', () => {
  it('keeps every row, lets a relay of the version before go on, and can be taken back', async () => {
    await using database = await testDatabase({ modules: [lamps, meter, before] });
    const writer = await database.open(lamps);
    const oldRelay = await database.open(before, { poolSize: 1 });
    const admin = await database.openAsAdmin('events');
    const tell = (...versions: number[]) =>
      appendToOutbox(
        writer,
        'lamps',
        versions.map((version) => switched('a', version)),
      );
    const log = () => readLog(writer, { after: 0, limit: 100 });
    await tell(1, 2, 3);
    await oldRelay.query(oldMove);
    const rows = await log();
    expect(rows).toHaveLength(3);

    const { applied } = await migrate({ adminUrl: database.adminUrl, modules, rolePassword: testPassword });
    expect(applied).toEqual(['events/PartitionEventLog1767900000000', 'events/LendHead1769300000000']);
    expect(await log()).toEqual(rows);
    await tell(4);
    await oldRelay.query(oldMove);
    expect((await log()).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
    expect(await admin.queryText('select position from log_id order by 1')).toEqual(
      [1, 2, 3, 4].map((position) => ({ position })),
    );
    await using relay = await startRelay({ url: database.urlFor('events'), sources: ['lamps'] });
    await tell(5);
    await relay.drain();
    await relay.stop();
    const whole = await log();
    expect(whole.map(({ aggregateVersion }) => aggregateVersion)).toEqual([1, 2, 3, 4, 5]);

    const [, Partition, LendHead] = eventsModule.migrations;
    if (!Partition || !LendHead) throw new Error('no such migration');
    const runner = admin.dataSource.createQueryRunner();
    await new LendHead().down(runner);
    await new Partition().down(runner);
    expect(await log()).toEqual(whole);
    await tell(6);
    await oldRelay.query(oldMove);
    await new Partition().up(runner);
    await new LendHead().up(runner);
    await runner.release();
    expect((await log()).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    const place = await writer.transaction((tx) => appendOne(tx, 'lamps', switched('a', 7)));
    expect(place?.position).toBe(7);
  });
});
