import { latestPosition, type LoggedEvent, readLog } from '../src/index.js';
import { hearLog } from '../src/listen/log-ear.js';
import { cutConnections, eventually, switchLamp } from './lamps.js';
import { type FedWorld, fedWorld, never, upTo } from './tail-world.js';

describe('a tail beside its relay', () => {
  let world: FedWorld;
  beforeEach(async () => {
    world = await fedWorld();
  });
  afterEach(() => world[Symbol.asyncDispose]());
  /** Events in the log that the feed did not bring. */
  const untold = async (count: number): Promise<LoggedEvent[]> => {
    const relay = await world.relay({ isTold: false });
    await switchLamp(world.writer, 'a', count);
    await relay.drain();
    await relay.stop();
    return readLog(world.writer, { after: 0, limit: 1_000 });
  };

  it('takes what the relay brings, and reads nothing', async () => {
    const events: LoggedEvent[] = [];
    const tail = await world.tail({ pollMs: never, onEvents: (batch) => void events.push(...batch) });
    const relay = await world.relay();
    await relay.drain();
    const before = tail.counts();
    await switchLamp(world.writer, 'a', 50);
    await relay.drain();
    await eventually(() => tail.position() === 50);
    expect(tail.counts()).toEqual({ ...before, fromRelay: 50 });
    expect(events).toEqual(await readLog(world.writer, { after: 0, limit: 1_000 }));
  });

  it('puts in order what comes twice, out of order, and not at all', async () => {
    const tail = await world.tail({ pollMs: never });
    const events = await untold(12);
    await eventually(() => tail.position() === 12);
    const again = await world.tail({ pollMs: never, from: 0 });
    for (const position of [2, 1, 3, 3, 2, 7, 4, 5, 7, 6, 12])
      world.feed.publish([events[position - 1] as LoggedEvent]);
    await eventually(() => again.position() === 12);
    expect([tail.seen, again.seen]).toEqual([upTo(12), upTo(12)]);
  });

  it('misses nothing when more comes than it keeps', async () => {
    const relay = await world.relay();
    const opened = Promise.withResolvers<void>();
    const seen: number[] = [];
    const tail = await world.tail({
      pollMs: never,
      async onEvents(batch) {
        await opened.promise;
        seen.push(...batch.map(({ position }) => position));
      },
    });
    await switchLamp(world.writer, 'a');
    await relay.drain();
    const [event] = (await readLog(world.writer, { after: 0, limit: 1 })) as [LoggedEvent];
    // What nobody takes: two inboxes full.
    for (let time = 0; time < 4_100; time += 1) world.feed.publish([event]);
    await switchLamp(world.writer, 'a', 20);
    await relay.drain();
    opened.resolve();
    await eventually(() => tail.position() === 21);
    expect(seen).toEqual(upTo(21));
  });

  it('looks for itself when what was committed got lost on its way to it', async () => {
    // Stands before the tail, and so keeps from it what it cannot take itself.
    const leave = world.feed.listen({
      onEvents: () => {
        throw new Error('cannot take it');
      },
      onDoubt: () => undefined,
    });
    const relay = await world.relay();
    const tail = await world.tail({ pollMs: never });
    await switchLamp(world.writer, 'a', 3);
    await relay.drain();
    await eventually(() => tail.position() === 3);
    expect(tail.seen).toEqual(upTo(3));
    leave();
  });

  it('hears beforehand what the relay commits, and of a doubt when it could not', async () => {
    const expected: number[] = [];
    let doubts = 0;
    const tail = await world.tail({
      pollMs: never,
      onExpected: (events) => void expected.push(...events.map(({ position }) => position)),
      onDoubt: () => void (doubts += 1),
    });
    const relay = await world.relay();
    await relay.drain();
    await switchLamp(world.writer, 'a', 3);
    await relay.drain();
    await eventually(() => tail.position() === 3);
    expect(expected).toEqual(upTo(3));
    expect(tail.seen).toEqual(upTo(3));
    // The commit fails, and all that was moved with it.
    await world.admin.queryText(`create function events.refuse() returns trigger language plpgsql as
      $$ begin raise exception 'no commit'; end $$`);
    await world.admin
      .queryText(`create constraint trigger refuse after update on events.head deferrable initially deferred
      for each row execute function events.refuse()`);
    const before = doubts;
    await switchLamp(world.writer, 'a');
    await eventually(() => doubts > before);
    expect(expected.at(-1)).toBe(4);
    await world.admin.queryText('drop trigger refuse on events.head');
    await relay.drain();
    await eventually(() => tail.position() === 4);
    expect(tail.seen).toEqual(upTo(4));
  });

  it.each(['a moment later', 'before it stops'])('lets its relay ring for those elsewhere %s', async (when) => {
    await world.tail({ pollMs: never, onExpected: () => undefined });
    const relay = await world.relay();
    await switchLamp(world.writer, 'a');
    await relay.drain();
    const heard: (string | undefined)[] = [];
    const ear = hearLog(world.database.urlFor('meter'), (types) => heard.push(types));
    await ear.ready();
    await new Promise((resolve) => setTimeout(resolve, 50));
    heard.length = 0;
    await switchLamp(world.writer, 'a');
    await relay.drain();
    if (when === 'before it stops') await relay.stop();
    await eventually(() => heard.length > 0);
    expect(heard).toEqual(['lamp.switched']);
    await ear.stop();
  });

  it('hears of it from the database when the relay dies before it can tell, and goes on with the next one', async () => {
    const relay = await world.relay();
    const tail = await world.tail({ pollMs: never });
    let isOver = false;
    const writing = (async (): Promise<number> => {
      let written = 0;
      for (; !isOver; written += 1) await switchLamp(world.writer, 'a');
      return written;
    })();
    for (let cut = 0; cut < 5; cut += 1) {
      const at = tail.position();
      await eventually(() => tail.position() > at + 5);
      await cutConnections(world.admin, 'lianxin relay');
    }
    isOver = true;
    const written = await writing;
    await relay.drain();
    await eventually(() => tail.position() === written);
    expect(tail.seen).toEqual(upTo(written));
    expect(await latestPosition(world.writer)).toBe(written);
  });
});
