import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { describeWithNats } from '@lianxin/testing';
import { latestPosition, type LoggedEvent, type LogTail, type NatsOptions, readLog } from '../src/index.js';
import { sealMessage } from '../src/nats/log-message.js';
import { LogPublisher } from '../src/nats/log-publisher.js';
import { type LogStream, logStreamOf } from '../src/nats/log-stream.js';
import { connectionOf } from '../src/nats/nats-options.js';
import { eventually, switchLamp } from './lamps.js';
import { never, type NatsWorld, natsWorld, upTo } from './tail-world.js';

const heard = (tail: LogTail): Promise<void> => eventually(() => tail.counts().isBrokerHeard === true);

/** Somebody at the broker who says what he likes. */
class Speaker {
  constructor(
    readonly nc: NatsConnection,
    readonly stream: LogStream,
    private readonly nats: NatsOptions,
  ) {}

  /** As a relay would, but with no id to know it by, unless given. */
  async say(event: LoggedEvent, { key = this.nats.key, id = '' } = {}): Promise<void> {
    const { data, headers } = sealMessage(key, this.stream.subject, { event });
    await jetstream(this.nc).publish(this.stream.subject, data, { headers, ...(id !== '' && { msgID: id }) });
  }
}

describeWithNats('a tail over NATS JetStream', () => {
  let world: NatsWorld;
  const speakers: Speaker[] = [];
  const speaker = async (): Promise<Speaker> => {
    const nc = await connect(connectionOf(world.nats.url));
    const speaking = new Speaker(nc, await logStreamOf(world.admin), world.nats);
    speakers.push(speaking);
    return speaking;
  };
  /** Events in the log that no broker was told of. */
  const untold = async (count: number): Promise<LoggedEvent[]> => {
    const relay = await world.relay({ isTold: false });
    await switchLamp(world.writer, 'a', count);
    await relay.drain();
    await relay.stop();
    return readLog(world.writer, { after: 0, limit: 1_000 });
  };
  afterEach(async () => {
    await Promise.all(speakers.splice(0).map(({ nc }) => nc.close()));
    await world[Symbol.asyncDispose]();
  });

  it('takes what the broker brings, and reads nothing', async () => {
    world = await natsWorld();
    const events: LoggedEvent[] = [];
    const tail = await world.tail({ pollMs: never, onEvents: (batch) => void events.push(...batch) });
    const relay = await world.relay();
    await heard(tail);
    // The first ones may fall in the time in which the relay finds its broker.
    await eventually(async () => {
      await switchLamp(world.writer, 'a');
      return tail.counts().fromBroker > 0;
    });
    await relay.drain();
    const head = await latestPosition(world.writer);
    await eventually(() => tail.position() === head);
    const before = tail.counts();
    await switchLamp(world.writer, 'b', 50);
    await eventually(() => tail.position() === head + 50);
    expect(tail.counts()).toEqual({ ...before, fromBroker: before.fromBroker + 50 });
    expect(events).toEqual(await readLog(world.writer, { after: 0, limit: 1_000 }));
    expect(tail.failures).toEqual([]);
  });

  it('misses nothing when the broker is killed and has lost everything, and hears it again', async () => {
    world = await natsWorld();
    const { server, writer } = world;
    const tail = await world.tail();
    const relay = await world.relay();
    await heard(tail);
    let isOver = false;
    const writing = (async (): Promise<number> => {
      let written = 0;
      for (; !isOver; written += 1) await switchLamp(writer, 'a');
      return written;
    })();
    for (let round = 0; round < 3; round += 1) {
      const before = tail.counts().fromBroker;
      await eventually(() => tail.counts().fromBroker > before + 5);
      await server.kill();
      server.removeStore();
      const at = tail.position();
      // While it is away the log is read.
      await eventually(() => tail.position() > at + 5);
      await server.restart();
      await heard(tail);
    }
    isOver = true;
    const written = await writing;
    await relay.drain();
    await eventually(() => tail.position() === written);
    expect(tail.seen).toEqual(upTo(written));
    expect(tail.failures).toContainEqual(expect.objectContaining({ code: 'BROKER_UNREACHABLE' }));
  });

  it('starts without a broker, and finds it when there is one', async () => {
    world = await natsWorld({ isRunning: false });
    const tail = await world.tail();
    await world.relay();
    await switchLamp(world.writer, 'a', 5);
    await eventually(() => tail.position() === 5);
    expect(tail.counts().isBrokerHeard).toBe(false);
    await world.server.restart();
    await heard(tail);
    await eventually(async () => {
      await switchLamp(world.writer, 'a');
      return tail.counts().fromBroker > 0;
    });
    expect(tail.seen).toEqual(upTo(tail.position()));
  });

  it('puts in order what comes twice, out of order, and not at all', async () => {
    world = await natsWorld();
    const tail = await world.tail({ pollMs: never });
    await heard(tail);
    const { say } = await speaker().then((it) => ({ say: it.say.bind(it) }));
    const events = await untold(12);
    for (const position of [2, 1, 3, 3, 2, 7, 4, 5, 7, 6, 8, 9, 9, 1, 11, 12]) {
      await say(events[position - 1] as LoggedEvent);
    }
    await eventually(() => tail.position() === 12);
    expect(tail.seen).toEqual(upTo(12));
    expect(tail.counts().gaps).toBeGreaterThan(0);
  });

  it('finds by itself what nobody was told, after a silence', async () => {
    world = await natsWorld();
    const tail = await world.tail();
    await heard(tail);
    await untold(4);
    await eventually(() => tail.position() === 4);
    expect(tail.counts()).toMatchObject({ fromBroker: 0, fromLog: 4, gaps: 1 });
    // Nobody knows whether there was nothing to hear, or whether this consumer hears nothing any more.
    expect(tail.failures).toEqual([expect.objectContaining({ message: expect.stringContaining('silent') })]);
    await heard(tail);
  });

  it('knows an event that is handed on twice by its id', async () => {
    world = await natsWorld();
    const tail = await world.tail({ pollMs: never });
    await heard(tail);
    const [event] = await untold(1);
    const it = await speaker();
    if (event) for (let time = 0; time < 3; time += 1) await it.say(event, { id: event.eventId });
    const manager = await jetstreamManager(it.nc);
    expect((await manager.streams.info(it.stream.name)).state.messages).toBe(1);
    await eventually(() => tail.position() === 1);
    expect(tail.seen).toEqual([1]);
  });

  it('does not listen to a stranger, nor to what the log does not know', async () => {
    world = await natsWorld();
    const tail = await world.tail({ pollMs: never });
    await heard(tail);
    const it = await speaker();
    const [first, second] = (await untold(2)) as [LoggedEvent, LoggedEvent];
    await it.say({ ...first, payload: { lampId: 'forged' } }, { key: Buffer.alloc(32, 1) });
    await jetstream(it.nc).publish(it.stream.subject, 'nonsense');
    await it.say({ ...second, position: 1_000_000 });
    await eventually(() => tail.position() === 2);
    expect(tail.failures).toHaveLength(2);
    await it.say(second);
    expect(tail.seen).toEqual([1, 2]);
  });

  it('finds another way when the stream is deleted under it', async () => {
    world = await natsWorld();
    const tail = await world.tail();
    const relay = await world.relay();
    await heard(tail);
    const it = await speaker();
    const manager = await jetstreamManager(it.nc);
    await switchLamp(world.writer, 'a', 5);
    await eventually(() => tail.position() === 5);
    await manager.streams.purge(it.stream.name);
    await switchLamp(world.writer, 'a', 5);
    await eventually(() => tail.position() === 10);
    await manager.streams.delete(it.stream.name);
    await switchLamp(world.writer, 'a', 5);
    await relay.drain();
    await eventually(() => tail.position() === 15);
    expect(tail.seen).toEqual(upTo(15));
  });

  it('is told how far the log goes by a publisher that had to drop', async () => {
    world = await natsWorld();
    const tail = await world.tail({ pollMs: never });
    await heard(tail);
    const events = await untold(40);
    const stream = await logStreamOf(world.admin);
    const failures: unknown[] = [];
    const publisher = new LogPublisher({
      nats: world.nats,
      stream,
      bound: 5,
      onError: (error) => failures.push(error),
    });
    // Before it has a connection it drops all; the last word is the position of the last event.
    publisher.publish(events.slice(0, 20));
    publisher.start();
    await eventually(() => tail.position() >= 20);
    publisher.publish(events.slice(20));
    await eventually(() => tail.position() === 40);
    await publisher.stop();
    expect(tail.seen).toEqual(upTo(40));
    expect(failures).toEqual([]);
  });

  it('hears only its own log where several share a broker', async () => {
    world = await natsWorld();
    await using other = await natsWorld({ isRunning: false });
    const shared = { ...other.nats, url: world.nats.url };
    const mine = await world.tail({ pollMs: never });
    const theirs = await other.tail({ pollMs: never, nats: shared });
    await Promise.all([heard(mine), heard(theirs)]);
    await world.relay();
    await switchLamp(world.writer, 'a', 10);
    await eventually(() => mine.position() === 10);
    expect(theirs.counts()).toMatchObject({ fromBroker: 0, fromLog: 0 });
    expect(theirs.failures).toEqual([]);
  });
});
