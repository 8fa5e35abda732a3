import { startLogTail } from '../src/index.js';
import { cutConnections, eventually, switchLamp } from './lamps.js';
import { carriers, never, type TailWorld, tailWorld, upTo } from './tail-world.js';

/** One suite for all: what a tail promises does not depend on what wakes it. */
describe.each(carriers)('startLogTail over %s', (carrier) => {
  let world: TailWorld;
  beforeEach(async () => {
    world = await tailWorld(carrier);
  });
  afterEach(() => world[Symbol.asyncDispose]());

  it('has no gap and no repeat across lost connections and a failing reader', async () => {
    const { writer, admin } = world;
    const relay = await world.relay();
    const seen: number[] = [];
    let isFailing = false;
    const tail = await world.tail({
      from: 0,
      batchSize: 7,
      pollMs: 50,
      onEvents(events) {
        if (isFailing) {
          isFailing = false;
          throw new Error('not now');
        }
        seen.push(...events.map(({ position }) => position));
      },
    });
    // Written for as long as there are cuts to come: a number of its own could be read before the last of them.
    let isCutting = true;
    const writing = (async (): Promise<number> => {
      let written = 0;
      for (; isCutting || written < 100; written += 1) await switchLamp(writer, 'a');
      return written;
    })();
    for (let cut = 0; cut < 4; cut += 1) {
      const before = seen.length;
      await eventually(() => seen.length > before + 3);
      isFailing = cut % 2 === 0;
      await cutConnections(admin, 'lianxin log tail');
      await cutConnections(admin, 'lianxin relay');
    }
    isCutting = false;
    const written = await writing;
    await relay.drain();
    await eventually(() => tail.position() === written);
    expect(seen).toEqual(upTo(written));
    expect(tail.failures.length).toBeGreaterThan(0);
  });

  it('starts at the end unless told, and is woken without its poll', async () => {
    const { writer } = world;
    const relay = await world.relay();
    await switchLamp(writer, 'a', 3);
    await relay.drain();
    const tail = await world.tail({ pollMs: never });
    expect(tail.position()).toBe(3);
    await switchLamp(writer, 'a');
    await relay.drain();
    await eventually(() => tail.seen.length > 0);
    expect(tail.seen).toEqual([4]);
  });

  it('replays from a position and goes on live, whatever the relay does meanwhile', async () => {
    const { writer } = world;
    const relay = await world.relay();
    await switchLamp(writer, 'a', 20);
    const writing = Promise.all(['a', 'b', 'c'].map((lamp) => switchLamp(writer, lamp, 40)));
    const tails = await Promise.all([0, 5, 12].map((from) => world.tail({ from, batchSize: 7 })));
    await writing;
    await relay.drain();
    await eventually(() => tails.every((tail) => tail.position() === 140));
    expect(tails.map(({ seen }) => seen)).toEqual([0, 5, 12].map((from) => upTo(140).slice(from)));
  });

  it('hands over events as they were written', async () => {
    const { writer } = world;
    await world.relay();
    const events: unknown[] = [];
    await world.tail({ onEvents: (batch) => void events.push(...batch) });
    const again: unknown[] = [];
    await switchLamp(writer, 'a', 2);
    await eventually(() => events.length === 2);
    await world.tail({ from: 0, onEvents: (batch) => void again.push(...batch) });
    await eventually(() => again.length === 2);
    expect(events).toEqual(again);
  });

  it('lets another relay lead without a gap', async () => {
    const { writer } = world;
    const first = await world.relay();
    await eventually(() => first.isLeader());
    const second = await world.relay();
    const tail = await world.tail({ from: 0 });
    const writing = switchLamp(writer, 'a', 60);
    await eventually(() => tail.seen.length > 10);
    await first.stop();
    await writing;
    await second.drain();
    await eventually(() => tail.position() === 60);
    expect(tail.seen).toEqual(upTo(60));
  });

  it('says so when the database cannot be reached', async () => {
    const started = startLogTail({ url: 'postgresql://me:secret@127.0.0.1:1/x', onEvents: () => undefined });
    await expect(started).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
  });
});
