import { describeWithNats } from '@lianxin/testing';
import { appendToOutbox, type LoggedEvent, type NewEvent, readLog, wakeRelay } from '../src/index.js';
import { hearLog } from '../src/listen/log-ear.js';
import { eventually, lamps, switched } from './lamps.js';
import { type FedWorld, fedWorld, natsWorld, never, type TailWorld } from './tail-world.js';

/** Whether the relay's last statement was the one for a lone event. */
async function wasMovedAlone({ admin }: TailWorld): Promise<boolean> {
  const [session] = await admin.queryText<{ query: string }>(
    `select query from pg_stat_activity where application_name = 'lianxin relay' and datname = current_database()`,
  );
  return session?.query.includes('where event_id = $1') ?? false;
}

describe('an event whose writer tells a quiet relay', () => {
  let world: FedWorld;
  let told: LoggedEvent[];
  beforeEach(async () => {
    world = await fedWorld();
    told = [];
    const onEvents = (events: readonly LoggedEvent[]): void => void told.push(...events);
    world.feed.listen({ onEvents, onDoubt: () => undefined });
    // It looks when it is rung only, and then once into all outboxes.
    const relay = await world.relay({ pollMs: never });
    await relay.drain();
    await write(switched('first', 1));
    wakeRelay(world.writer);
    await eventually(() => told.length === 1);
    await relay.drain();
  });
  afterEach(() => world[Symbol.asyncDispose]());

  const write = (...events: readonly NewEvent[]): Promise<void> => appendToOutbox(world.writer, 'lamps', events);
  const logged = (): Promise<LoggedEvent[]> => readLog(world.writer, { after: 0, limit: 1_000 });
  const waiting = async (): Promise<unknown[]> =>
    (await world.admin.queryText<{ event_id: string }>('select event_id from lamps.outbox')).map(
      ({ event_id: id }) => id,
    );
  it('is moved alone, and told as it is in the log', async () => {
    const event = switched('a', 1);
    await write(event);
    wakeRelay(world.writer, event);
    await eventually(() => told.length === 2);
    expect(await wasMovedAlone(world)).toBe(true);
    expect(told).toEqual(await logged());
    expect(told[1]).toMatchObject({ position: 2, eventId: event.eventId });
    expect(await waiting()).toEqual([]);
  });

  it('comes behind what was written before it and did not ring', async () => {
    const [before, event] = [switched('a', 1), switched('b', 1)];
    await write(before);
    await write(event);
    wakeRelay(world.writer, event);
    await eventually(() => told.length === 3);
    expect(told.map(({ eventId }) => eventId).slice(1)).toEqual([before.eventId, event.eventId]);
    expect(told).toEqual(await logged());
  });

  it('does not keep back what another writer has rung for at that moment', async () => {
    const [event, theirs] = [switched('a', 1), switched('b', 1)];
    const another = await world.database.open(lamps);
    await write(event, theirs);
    wakeRelay(world.writer, event);
    wakeRelay(another);
    await eventually(() => told.length === 3);
    expect(told).toEqual(await logged());
    expect(await waiting()).toEqual([]);
  });

  it('is not logged again when it is in the log, as after a backup, and goes out of the outbox', async () => {
    const event = switched('a', 1);
    await write(event);
    wakeRelay(world.writer, event);
    await eventually(() => told.length === 2);
    await write(event);
    wakeRelay(world.writer, event);
    await eventually(async () => (await waiting()).length === 0);
    const next = switched('a', 2);
    await write(next);
    wakeRelay(world.writer, next);
    await eventually(() => told.length === 3);
    expect((await logged()).map(({ position, eventId }) => [position, eventId]).slice(1)).toEqual([
      [2, event.eventId],
      [3, next.eventId],
    ]);
  });

  it('rings for those elsewhere, saying of which type it is', async () => {
    const heard: (string | undefined)[] = [];
    const ear = hearLog(world.database.urlFor('meter'), (types) => heard.push(types));
    await ear.ready();
    heard.length = 0;
    const event = switched('a', 1);
    await write(event);
    wakeRelay(world.writer, event);
    await eventually(() => heard.length > 0);
    expect(heard).toEqual([event.type]);
    await ear.stop();
  });
});

describeWithNats('an event that is moved alone beside a broker', () => {
  it('is brought elsewhere as it is in the log', async () => {
    await using world = await natsWorld();
    const { writer } = world;
    const brought: LoggedEvent[] = [];
    const tail = await world.tail({ pollMs: never, onEvents: (events) => void brought.push(...events) });
    await using relay = await world.relay({ pollMs: never });
    const write = async (event: NewEvent): Promise<void> => {
      await relay.drain();
      await appendToOutbox(writer, 'lamps', [event]);
      wakeRelay(writer, event);
      await eventually(
        async () => (await readLog(writer, { after: 0, limit: 1_000 })).length === event.aggregateVersion,
      );
    };
    let version = 0;
    // The first ones may fall in the time in which the relay finds its broker.
    while (tail.counts().fromBroker === 0) await write(switched('a', (version += 1)));
    const before = tail.counts().fromBroker;
    await write(switched('a', version + 1));
    expect(await wasMovedAlone(world)).toBe(true);
    await eventually(() => tail.position() === version + 1);
    expect(tail.counts().fromBroker).toBeGreaterThan(before);
    expect(brought).toEqual(await readLog(writer, { after: 0, limit: 1_000 }));
  });
});
