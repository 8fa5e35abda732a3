import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '@lianxin/testing';
import type { Db } from '@lianxin/database';
import {
  appendToOutbox,
  archiveLog,
  assertLogHolds,
  logBounds,
  readLog,
  rebuildReplica,
  type Relay,
  restoreArchive,
  startConsumer,
  startLogTail,
  startRelay,
} from '../src/index.js';
import { eventually, lamps, lampStates, meter, modules, states, switched, switchLamp } from './lamps.js';

describe('the partitions of the log', () => {
  let database: TestDatabase;
  let writer: Db;
  let reader: Db;
  let admin: Db;
  let relay: Relay;
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-archive-'));
  const to = (): string => join(folder, database.name);

  beforeEach(async () => {
    database = await testDatabase({ modules });
    writer = await database.open(lamps);
    reader = await database.open(meter);
    admin = await database.openAsAdmin('events');
    // The first partition of a new database is a large one; these tests want to see many.
    await admin.queryText(`
      do $$ begin
        drop table events.log_from_1;
        perform events.attach_partition(events.new_partition(1), 1, 11);
      end $$`);
    relay = await startRelay({ ...relayOptions(), pollMs: 20 });
  });

  afterEach(async () => {
    await relay.stop();
    await database[Symbol.asyncDispose]();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const relayOptions = () => ({
    url: database.urlFor('events'),
    sources: ['lamps'],
    batchSize: 3,
    partitionSize: 10,
  });
  const positions = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);
  const write = async (times: number): Promise<void> => {
    await switchLamp(writer, 'a', times);
    await relay.drain();
  };
  const consume = async (refuse?: Parameters<typeof lampStates>[0]): Promise<void> => {
    await using consumer = await startConsumer({ ...lampStates(refuse), db: reader, maxAttempts: 1 });
    await consumer.catchUp();
  };
  const archive = (before: number | Date, db = admin) =>
    archiveLog(db, { before, folder: to(), consumerSchemas: ['lamps', 'meter'] });
  const kept = async (): Promise<number[]> =>
    (await readLog(writer, { after: 0, limit: 1_000 })).map(({ position }) => position);

  it('are made ahead of the relay, and hold the log without a gap', async () => {
    await write(35);
    expect(await kept()).toEqual(positions(1, 35));
    const made = await admin.queryText<{ first: number; end: number }>(
      'select first_position as first, end_position as "end" from log_partition order by 1',
    );
    expect(made.length).toBeGreaterThanOrEqual(4);
    made.forEach(({ first, end }, index) => expect([first, end]).toEqual([index * 10 + 1, index * 10 + 11]));
  });

  it('cannot be changed behind the log’s back, and an event is logged once', async () => {
    await write(12);
    const relayRole = await database.open({ name: 'events', entities: [], migrations: [] });
    for (const [who, text] of [
      [relayRole, 'insert into log_from_1 select * from log_from_1'],
      [relayRole, 'select events.attach_partition(events.new_partition(1000), 1000, 1010)'],
      [relayRole, 'delete from log_id'],
      [writer, 'select events.ensure_room(1, 1)'],
      [admin, 'delete from log_from_1'],
      [admin, `update log_from_1 set type = 'x.y'`],
      [admin, 'truncate log_from_11'],
      [admin, 'delete from log_id'],
    ] as const) {
      await expect(who.queryText(text)).rejects.toMatchObject({ code: '42501' });
    }
    const twice = `insert into log select 100, event_id, type, version, aggregate_type, aggregate_id, aggregate_version,
      payload, topics, actor, causation_id, request_id, occurred_at from log where position = 1`;
    await expect(admin.queryText(twice)).rejects.toMatchObject({ code: expect.stringMatching('23505|23514') });
  });

  it('are archived up to what is asked, handled, and not parked', async () => {
    await write(34);
    await consume(({ position }) => position === 25);
    expect(await archive(21)).toMatchObject({
      archives: [
        { firstPosition: 1, lastPosition: 10, events: 10 },
        { firstPosition: 11, lastPosition: 20, events: 10 },
      ],
      heldBy: { kind: 'asked' },
      first: 21,
    });
    expect(await kept()).toEqual(positions(21, 34));
    expect(readdirSync(to()).toSorted()).toEqual(
      ['log-1-10', 'log-11-20'].flatMap((name) => [`${name}.json`, `${name}.ndjson.gz`]).toSorted(),
    );
    expect(await archive(1_000)).toMatchObject({ archives: [], heldBy: { kind: 'parked', name: 'meter/states' } });
    await reader.queryText('delete from parked_event');
    await reader.queryText('update consumer_checkpoint set position = 29');
    expect(await archive(1_000)).toMatchObject({ archives: [], heldBy: { kind: 'consumer', name: 'meter/states' } });
    await consume();
    expect(await archive(new Date(0))).toMatchObject({ archives: [], heldBy: { kind: 'asked' } });
    const soon = new Date(Date.now() + 86_400_000);
    expect(await archive(soon)).toMatchObject({ first: 31, heldBy: { kind: 'head' } });
    await write(6);
    await consume();
    // The newest event stays, so that the log says where it ends.
    expect(await archive(1_000)).toMatchObject({ archives: [], heldBy: { kind: 'head' } });
    await write(1);
    expect(await logBounds(writer)).toEqual({ first: 31, last: 41 });
  });

  it('leave no silent gap to those who resume, and let those go on who are in time', async () => {
    await write(25);
    await consume();
    await archive(21);
    const errors: unknown[] = [];
    const seen: number[] = [];
    const tailOf = (from: number) =>
      startLogTail({
        url: database.urlFor('lamps'),
        from,
        onEvents: (events) => void seen.push(...events.map(({ position }) => position)),
        onError: (error) => errors.push(error),
      });
    await using late = await tailOf(10);
    await eventually(() => errors.length > 0);
    expect(errors[0]).toMatchObject({ code: 'LOG_ARCHIVED', details: { first: 21 } });
    expect(late.position()).toBe(10);
    await using inTime = await tailOf(20);
    await eventually(() => inTime.position() === 25);
    expect(seen).toEqual(positions(21, 25));

    const fromStart = startConsumer({ ...lampStates(), name: 'new', db: reader });
    const details = { consumer: 'new', next: 1, first: 21 };
    await expect(fromStart).rejects.toMatchObject({ code: 'CONSUMER_BEHIND_LOG', details });
    const consumers = ['new', 'states', 'other'].map((name) => ({ ...lampStates(), name }));
    await expect(assertLogHolds(admin, consumers)).rejects.toMatchObject({
      code: 'CONSUMER_BEHIND_LOG',
      details: { ...details, consumer: 'new, other' },
    });
    await expect(assertLogHolds(admin, [{ ...lampStates(), schema: 'elsewhere' }])).rejects.toThrow('states must read');
    await assertLogHolds(admin, [lampStates()]);
    expect(await reader.queryText('select consumer from consumer_checkpoint')).toEqual([{ consumer: 'states' }]);
    const rebuild = () => rebuildReplica({ url: database.urlFor('meter'), consumer: lampStates() });
    await expect(rebuild()).rejects.toMatchObject({ code: 'LOG_ARCHIVED' });
    await using running = await startConsumer({ ...lampStates(), db: reader });
    await write(1);
    await running.catchUp();
    expect(await states(reader)).toEqual({ a: 26 });

    // One that is set back before what is kept, and polls beside events that are nothing to it, does not pass over the gap.
    const told: unknown[] = [];
    const options = { name: 'idle', handlers: [], db: reader, pollMs: 5 };
    await using idle = await startConsumer({ ...options, from: 'end', onError: (error) => told.push(error) });
    await idle.catchUp();
    await reader.queryText(`update consumer_checkpoint set position = 3 where consumer = 'idle'`);
    await eventually(() => told.length > 0);
    expect(told[0]).toMatchObject({ code: 'LOG_ARCHIVED' });
    expect(await reader.queryText(`select position from consumer_checkpoint where consumer = 'idle'`)).toEqual([
      { position: 3 },
    ]);
    await idle.stop();

    expect(await restoreArchive(admin, { folder: to() })).toBe(1);
    await assertLogHolds(admin, consumers);
    expect(await rebuild()).toMatchObject({ swapped: true, handled: 26 });
  });

  it('come back as they were, newest first, and only from the very files', async () => {
    await write(25);
    await consume();
    const text = 'select to_jsonb(l)::text as row, l.* from log l order by position';
    const before = await admin.queryText(text);
    await archive(21);
    const file = join(to(), 'log-11-20.ndjson.gz');
    const bytes = readFileSync(file);
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8(damaged.readUInt8(40) ^ 1, 40);
    for (const wrong of [damaged, bytes.subarray(0, -20), Buffer.alloc(0)]) {
      writeFileSync(file, wrong);
      await expect(restoreArchive(admin, { folder: to() })).rejects.toMatchObject({ code: 'ARCHIVE_DAMAGED' });
      expect(await logBounds(admin)).toEqual({ first: 21, last: 25 });
    }
    await expect(restoreArchive(admin, { folder })).rejects.toMatchObject({ code: 'ARCHIVE_DAMAGED' });
    writeFileSync(file, bytes);
    expect(await restoreArchive(admin, { folder: to(), from: 15 })).toBe(11);
    expect(await restoreArchive(admin, { folder: to() })).toBe(1);
    expect(await admin.queryText(text)).toEqual(before);
    await expect(admin.queryText('delete from log_from_1')).rejects.toMatchObject({ code: '42501' });
    expect((await archive(21)).archives).toHaveLength(2);
  });

  it('keep the ids of archived events: a fact that comes back is not logged again', async () => {
    const event = switched('b', 1);
    await appendToOutbox(writer, 'lamps', [event]);
    await write(11);
    expect(await archive(11)).toMatchObject({ first: 11 });
    await appendToOutbox(writer, 'lamps', [event, switched('b', 2)]);
    await relay.drain();
    expect(await kept()).toEqual([11, 12, 13]);
    expect(await writer.queryText('select from outbox')).toEqual([]);
  });

  it('are dropped between the reads of those who work, under load', async () => {
    await using consumer = await startConsumer({ ...lampStates(), db: reader, batchSize: 3, pollMs: 5 });
    const seen: number[] = [];
    await using tail = await startLogTail({
      url: database.urlFor('lamps'),
      from: 0,
      batchSize: 7,
      pollMs: 20,
      onEvents: (events) => void seen.push(...events.map(({ position }) => position)),
    });
    const writing = switchLamp(writer, 'a', 120);
    let first = 1;
    while (first < 61) {
      await eventually(() => tail.position() >= first + 10);
      await consumer.catchUp();
      first = (await archive(tail.position())).first;
    }
    await writing;
    await relay.drain();
    await consumer.catchUp();
    await eventually(() => tail.position() === 120);
    expect(seen).toEqual(positions(1, 120));
    expect(await states(reader)).toEqual({ a: 120 });
    expect(await reader.queryText(`select from inbox where consumer = 'states'`)).toHaveLength(120);
  });
});
