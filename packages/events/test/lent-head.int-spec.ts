import { describeWithNats, testDatabase } from '@lianxin/testing';
import { appendToOutbox, type LoggedEvent, publishAlone, readLog, startRelay, wakeRelay } from '../src/index.js';
import { appendOne } from '../src/outbox.js';
import { hearLog } from '../src/listen/log-ear.js';
import { partitionSize } from '../src/log/partition-event-log.migration.js';
import { cutConnections, eventually, lamps, logAlone, meter, modules, switched } from './lamps.js';
import { type FedWorld, fedWorld, natsWorld, never, upTo } from './tail-world.js';

/** By then a relay that had something to do waits again. */
const quiet = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 20));

describe('a writer beside a quiet relay', () => {
  let world: FedWorld;
  let told: LoggedEvent[];
  let doubts: number;
  beforeEach(async () => {
    world = await fedWorld();
    told = [];
    doubts = 0;
    world.feed.listen({ onEvents: (events) => void told.push(...events), onDoubt: () => void (doubts += 1) });
    // It looks when it is rung only, and has room in the log from its first event on.
    const relay = await world.relay({ pollMs: never });
    await appendToOutbox(world.writer, 'lamps', [switched('first', 1)]);
    await relay.drain();
    await quiet();
    [told, doubts] = [[], 0];
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const logged = (): Promise<LoggedEvent[]> => readLog(world.writer, { after: 1, limit: 1_000 });
  const waiting = async (): Promise<unknown[]> =>
    (await world.admin.queryText<{ id: string }>('select event_id as id from lamps.outbox')).map(({ id }) => id);
  it('logs its event itself, and it is told as it is in the log', async () => {
    const tail = await world.tail({ pollMs: never });
    const before = tail.counts();
    for (const version of [1, 2, 3]) {
      expect(await logAlone(world.writer, switched('a', version))).toBe(false);
      await quiet();
    }
    expect(told).toEqual(await logged());
    expect(told.map(({ position }) => position)).toEqual([2, 3, 4]);
    expect(await waiting()).toEqual([]);
    await eventually(() => tail.position() === 4);
    // The bell has rung meanwhile, and nobody here has read for it.
    expect(tail.counts()).toEqual({ ...before, fromRelay: before.fromRelay + 3 });
    expect(doubts).toBe(0);
  });

  it('comes behind what waits in its outbox, and does not ring', async () => {
    const [before, event] = [switched('a', 1), switched('a', 2)];
    await appendToOutbox(world.writer, 'lamps', [before]);
    expect(await logAlone(world.writer, event)).toBe(true);
    wakeRelay(world.writer);
    await eventually(() => told.length === 2);
    expect(told.map(({ eventId }) => eventId)).toEqual([before.eventId, event.eventId]);
    expect(told).toEqual(await logged());
  });

  it('does not wait for whoever has the head', async () => {
    const event = switched('a', 1);
    await world.admin.transaction(async (tx) => {
      await tx.queryText('select from events.head for update');
      expect(await logAlone(world.writer, event)).toBe(true);
    });
    wakeRelay(world.writer);
    await eventually(() => told.length === 1);
    expect(told).toEqual(await logged());
  });

  it('does not wait for another writer, nor comes before it', async () => {
    const [first, second, third] = [switched('a', 1), switched('b', 1), switched('c', 1)];
    const { promise: end, resolve } = Promise.withResolvers<void>();
    const { promise: isLogged, resolve: log } = Promise.withResolvers<void>();
    const open = publishAlone(
      world.writer,
      () =>
        world.writer.transaction(async (tx) => {
          const place = await appendOne(tx, 'lamps', first);
          log();
          await end;
          return place;
        }),
      (place) => ({ event: first, place }),
    );
    await isLogged;
    // Nobody lends it the head, and it would not get it.
    expect(await world.writer.transaction((tx) => appendOne(tx, 'lamps', second))).toMatchObject({ position: null });
    expect(await logAlone(world.writer, third)).toBe(true);
    resolve();
    expect((await open).waits).toBe(false);
    wakeRelay(world.writer);
    await eventually(() => told.length === 3);
    expect(told.map(({ eventId }) => eventId)).toEqual([first, second, third].map(({ eventId }) => eventId));
    expect(told).toEqual(await logged());
  });

  it('gives the head back when it fails, and says that nobody knows', async () => {
    const event = switched('a', 1);
    const failing = publishAlone(
      world.writer,
      () =>
        world.writer.transaction(async (tx) => {
          await appendOne(tx, 'lamps', event);
          throw new Error('thought better of it');
        }),
      (place) => ({ event, place }),
    );
    await expect(failing).rejects.toThrow('thought better of it');
    expect(doubts).toBe(1);
    expect(await logged()).toEqual([]);
    // Not before the relay has looked how far the log reaches.
    expect(await logAlone(world.writer, event)).toBe(true);
    wakeRelay(world.writer);
    await eventually(() => told.length === 1);
    await quiet();
    expect(await logAlone(world.writer, switched('a', 2))).toBe(false);
    expect(told.map(({ position }) => position)).toEqual([2, 3]);
  });

  it('lets those who follow find by themselves what was committed when the answer got lost', async () => {
    const tail = await world.tail({ pollMs: never });
    const event = switched('a', 1);
    const write = async () => {
      await world.writer.transaction((tx) => appendOne(tx, 'lamps', event));
      throw new Error('the answer was lost');
    };
    await expect(publishAlone(world.writer, write, () => undefined)).rejects.toThrow('lost');
    await eventually(() => tail.position() === 2);
    expect(told).toEqual([]);
  });

  it('has the head for two seconds at most when its process stops before the commit', async () => {
    const event = switched('a', 1);
    const stopped = world.writer.transaction(async (tx) => {
      await appendOne(tx, 'lamps', event);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    });
    await Promise.all([
      expect(stopped).rejects.toThrow(),
      (async () => {
        await quiet();
        await appendToOutbox(world.writer, 'lamps', [switched('b', 1)]);
        wakeRelay(world.writer);
        await eventually(() => told.length === 1);
      })(),
    ]);
    expect((await logged()).map(({ position, aggregateId }) => [position, aggregateId])).toEqual([[2, 'b']]);
    // Others are idle in their transactions for longer.
    const [usual] = await world.writer.queryText('show idle_in_transaction_session_timeout');
    expect(usual).toEqual({ idle_in_transaction_session_timeout: '1min' });
  });

  it('takes no place when it has written nothing', async () => {
    const nothing = await publishAlone(
      world.writer,
      async () => undefined,
      () => undefined,
    );
    expect(nothing.waits).toBe(false);
    expect(await logAlone(world.writer, switched('a', 1))).toBe(false);
    expect(told.map(({ position }) => position)).toEqual([2]);
    expect(doubts).toBe(0);
  });

  it('is not held up by who cannot take its event', async () => {
    world.feed.listen({
      onEvents: () => {
        throw new Error('cannot take it');
      },
      onDoubt: () => undefined,
    });
    expect(await logAlone(world.writer, switched('a', 1))).toBe(false);
    expect(doubts).toBe(1);
    expect((await logged()).map(({ position }) => position)).toEqual([2]);
  });

  it('does not log again what is in the log, as after a backup', async () => {
    const event = switched('a', 1);
    expect(await logAlone(world.writer, event)).toBe(false);
    expect(await logAlone(world.writer, event)).toBe(true);
    wakeRelay(world.writer);
    await eventually(async () => (await waiting()).length === 0);
    await quiet();
    expect(await logAlone(world.writer, switched('a', 2))).toBe(false);
    expect((await logged()).map(({ position }) => position)).toEqual([2, 3]);
  });

  it('rings for those elsewhere a moment later, saying of which type it is', async () => {
    const heard: (string | undefined)[] = [];
    const ear = hearLog(world.database.urlFor('meter'), (types) => heard.push(types));
    await ear.ready();
    heard.length = 0;
    const event = switched('a', 1);
    await logAlone(world.writer, event);
    await logAlone(world.writer, switched('a', 2));
    await eventually(() => heard.length > 0);
    expect(new Set(heard)).toEqual(new Set([event.type]));
    await ear.stop();
  });

  it('goes by the outbox when the relay has lost its lock', async () => {
    await cutConnections(world.admin, 'lianxin relay');
    await eventually(async () => {
      const event = switched('a', 1);
      const waits = await logAlone(world.writer, event);
      if (!waits) await quiet();
      return waits;
    });
    wakeRelay(world.writer);
    await eventually(async () => (await waiting()).length === 0);
    const log = await readLog(world.writer, { after: 0, limit: 1_000 });
    expect(log.map(({ position }) => position)).toEqual(upTo(log.length));
  });

  it('may add to the log and nothing else, and only who has an outbox may', async () => {
    const { admin, database, writer } = world;
    await expect(writer.queryText('update events.head set position = 7')).rejects.toThrow('permission denied');
    await expect(writer.queryText(`insert into events.log_id values (gen_random_uuid(), 7)`)).rejects.toThrow(
      'permission denied',
    );
    const call = `select events.log_alone(gen_random_uuid(), 'x', 1, 'x', 'x', 1, '{}', '{}', null, null, null, now())`;
    await (await database.open(meter)).queryText(call);
    const asStranger = admin.transaction(async (tx) => {
      await tx.queryText('create role lianxin_stranger');
      await tx.queryText('set local role lianxin_stranger');
      await tx.queryText(call);
    });
    await expect(asStranger).rejects.toThrow('permission denied for function log_alone');
  });
});

it('a writer goes by the outbox when the relay has no room ready in the log, and never fails for it', async () => {
  await using database = await testDatabase({ modules });
  const db = await database.open(lamps);
  const url = database.urlFor('events');
  // Shortly before the end of the first partition.
  const start = partitionSize - 5;
  await (await database.openAsAdmin('events')).queryText('update head set position = $1', [start]);
  await using relay = await startRelay({ url, sources: ['lamps'], pollMs: never, batchSize: 1, partitionSize: 7 });
  const waited: boolean[] = [];
  for (let version = 1; version <= 40; version += 1) {
    waited.push(await logAlone(db, switched('a', version)));
    if (waited.at(-1)) {
      wakeRelay(db);
      await relay.drain();
    }
    // The bell rings meanwhile, so that none but the first, and one now and then for want of room, has to wait.
    await quiet();
  }
  expect(waited.filter(Boolean).length).toBeGreaterThan(1);
  expect(waited.filter((waits) => !waits).length).toBeGreaterThan(20);
  const log = await readLog(db, { after: 0, limit: 1_000 });
  expect(log.map(({ position }) => position - start)).toEqual(upTo(40));
  expect(log.map(({ aggregateVersion }) => aggregateVersion)).toEqual(upTo(40));
});

describeWithNats('an event that its writer logs beside a broker', () => {
  it('is brought elsewhere as it is in the log', async () => {
    await using world = await natsWorld();
    const { writer } = world;
    const brought: LoggedEvent[] = [];
    const tail = await world.tail({ pollMs: never, onEvents: (events) => void brought.push(...events) });
    await using relay = await world.relay({ pollMs: never });
    let version = 0;
    const write = async (): Promise<boolean> => {
      const waits = await logAlone(writer, switched('a', (version += 1)));
      if (waits) wakeRelay(writer);
      await relay.drain();
      await quiet();
      return waits;
    };
    // The first ones may fall in the time in which the relay finds its broker.
    while (tail.counts().fromBroker === 0) await write();
    const before = tail.counts().fromBroker;
    expect(await write()).toBe(false);
    await eventually(() => tail.position() === version);
    expect(tail.counts().fromBroker).toBeGreaterThan(before);
    expect(brought).toEqual(await readLog(writer, { after: 0, limit: 1_000 }));
  });
});
