import type { TestDatabase } from '@lianxin/testing';
import type { Db } from '@lianxin/database';
import {
  appendToOutbox,
  type ConsumerDefinition,
  isHandled,
  listParked,
  on,
  readBacklog,
  rebuildReplica,
  type Relay,
  replayParked,
  startConsumer,
  startRelay,
} from '../src/index.js';
import { assertShadows } from '../src/consumer/shadow-tables.js';
import { type LampWorld, lampWorld } from './lamp-world.js';
import { count, eventually, lampStates, lampSwitched, readings, states, switched, switchLamp } from './lamps.js';

describe('the repair of a consumer', () => {
  let world: LampWorld;
  let database: TestDatabase;
  let writer: Db;
  let reader: Db;
  let relay: Relay;

  beforeEach(async () => {
    world = await lampWorld();
    ({ database, writer, reader, relay } = world);
  });

  afterEach(() => world[Symbol.asyncDispose]());

  const consume = async (consumer: ConsumerDefinition): Promise<void> => {
    await relay.drain();
    await using running = await startConsumer({ ...consumer, db: reader, maxAttempts: 2, pollMs: 5 });
    await running.catchUp();
  };
  const parked = async (): Promise<object[]> =>
    (await listParked(reader, 'meter')).map(({ position, reason, attempts }) => ({ position, reason, attempts }));
  const rebuild = (consumer: ConsumerDefinition, onProgress?: (reached: number) => void) =>
    rebuildReplica({ url: database.urlFor('meter'), consumer, stretch: 3, ...(onProgress && { onProgress }) });

  describe('replayParked', () => {
    it('keeps what fails again, with its new reason, and has the effect of what succeeds once', async () => {
      const handlers = (reason: string | null) => [
        on(lampSwitched, async (event, tx) => {
          await count(tx, event.payload.lampId);
          if (event.payload.lampId === 'bad' && reason !== null) throw new Error(reason);
        }),
      ];
      const consumer = (reason: string | null) => ({ name: 'meter', schema: 'meter', handlers: handlers(reason) });
      await switchLamp(writer, 'a');
      await switchLamp(writer, 'bad');
      await switchLamp(writer, 'b');
      await consume(consumer('first'));
      expect(await parked()).toEqual([{ position: 2, reason: 'first', attempts: 2 }]);

      expect(await replayParked(reader, consumer('second'))).toMatchObject([{ outcome: 'failed', reason: 'second' }]);
      expect(await parked()).toEqual([{ position: 2, reason: 'second', attempts: 3 }]);
      expect(await readings(reader)).toEqual({ a: 1, b: 1 });

      const [replayed] = await Promise.all([
        replayParked(reader, consumer(null)),
        replayParked(reader, consumer(null)),
      ]);
      expect(replayed).toMatchObject([{ outcome: 'handled', event: { position: 2 } }]);
      expect(await parked()).toEqual([]);
      expect(await readings(reader)).toEqual({ a: 1, b: 1, bad: 1 });
      expect(await isHandled(reader, consumer(null), replayed[0]?.event.eventId ?? '')).toBe(true);
      expect(await replayParked(reader, consumer(null))).toEqual([]);
    });

    it('chooses one event, and leaves an unknown version parked until there is a handler', async () => {
      const odd = { ...switched('a', 1), version: 9 };
      const broken = { ...switched('b', 1), payload: {} };
      await writer.transaction((tx) => appendToOutbox(tx, 'lamps', [odd, broken]));
      await consume(lampStates());
      const [replayed, ...others] = await replayParked(reader, lampStates(), odd.eventId);
      expect(others).toEqual([]);
      expect(replayed).toMatchObject({ outcome: 'failed', reason: 'Unknown version 9 of lamp.switched' });
      expect((await listParked(reader, 'meter')).map(({ attempts }) => attempts)).toEqual([2, 1]);
    });

    it('ends a replica as if the event had come in its turn', async () => {
      await switchLamp(writer, 'a', 4);
      await consume(lampStates(({ aggregateVersion }) => aggregateVersion === 2));
      expect(await states(reader)).toEqual({ a: 4 });
      expect(await replayParked(reader, lampStates())).toMatchObject([{ outcome: 'handled' }]);
      expect(await states(reader)).toEqual({ a: 4 });
      expect(await parked()).toEqual([]);
    });

    it('does not put an old effect upon later ones where those cannot be had again', async () => {
      const { replica: _, ...once } = lampStates();
      await switchLamp(writer, 'a', 3);
      await consume(lampStates(({ aggregateVersion }) => aggregateVersion === 2));
      expect(await replayParked(reader, once)).toMatchObject([{ outcome: 'overtaken' }]);
      expect(await states(reader)).toEqual({ a: 3 });
      expect(await parked()).toEqual([{ position: 2, reason: 'refused', attempts: 2 }]);
    });
  });

  describe('rebuildReplica', () => {
    it('makes a replica anew while the old one serves and its consumer goes on', async () => {
      await switchLamp(writer, 'a', 9);
      await switchLamp(writer, 'b', 2);
      await consume(lampStates(({ position }) => position === 10));
      await reader.queryText(`update lamp_state set version = 77 where lamp_id = 'a'`);
      await reader.queryText(`insert into lamp_state values ('ghost', 1)`);
      await using running = await startConsumer({ ...lampStates(), db: reader });
      let goingOn: Promise<void> | undefined;
      const served: Promise<Record<string, number>>[] = [];
      const rebuilt = await rebuild(lampStates(), (reached) => {
        if (reached < 9) served.push(states(reader));
        goingOn ??= switchLamp(writer, 'c', 5).then(() => relay.drain());
      });
      for (const seen of await Promise.all(served)) expect(seen).toMatchObject({ a: 77, ghost: 1 });
      expect(served.length).toBeGreaterThan(0);
      await goingOn;
      await running.catchUp();
      expect(await states(reader)).toEqual({ a: 9, b: 2, c: 5 });
      expect(rebuilt).toMatchObject({ swapped: true, failed: [] });
      // The one that was parked had its effect, and its parking ended.
      expect(await parked()).toEqual([]);
      expect(await reader.queryText(`select from inbox where consumer = 'states'`)).toHaveLength(16);
    });

    it('keeps parked what was parked, and changes nothing when more would fail', async () => {
      const failsAt = (...positions: number[]) => lampStates(({ position }) => positions.includes(position));
      await switchLamp(writer, 'a', 3);
      await switchLamp(writer, 'b', 2);
      await consume(failsAt(2));
      await reader.queryText('update lamp_state set version = 77');
      const worse = await rebuild(failsAt(2, 5));
      expect(worse).toMatchObject({ swapped: false, failed: [{ event: { position: 5 }, reason: 'refused' }] });
      expect(await states(reader)).toEqual({ a: 77, b: 77 });
      expect(await rebuild(failsAt(2))).toMatchObject({ swapped: true, failed: [{ event: { position: 2 } }] });
      expect(await states(reader)).toEqual({ a: 3, b: 2 });
      expect(await parked()).toEqual([{ position: 2, reason: 'refused', attempts: 2 }]);
    });
  });

  describe('rebuildReplica, cut off', () => {
    it('has changed nothing, also when it was about to put the new replica in place', async () => {
      await switchLamp(writer, 'a', 5);
      await consume(lampStates());
      await reader.queryText('update lamp_state set version = 77');
      const admin = await database.openAsAdmin('meter');
      let cutOff: Promise<unknown> = Promise.resolve();
      await admin.transaction(async (tx) => {
        await tx.queryText('select from consumer_checkpoint for update');
        cutOff = expect(rebuild(lampStates())).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
        const waiting = `select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'
          and application_name = 'lianxin rebuild states' and datname = current_database()`;
        await eventually(async () => {
          // Within a transaction the first look at the sessions would be the only one.
          await tx.queryText('select pg_stat_clear_snapshot()');
          return (await tx.queryText(waiting)).length === 1;
        });
      });
      await cutOff;
      expect(await states(reader)).toEqual({ a: 77 });
      expect(await rebuild(lampStates())).toMatchObject({ swapped: true });
      expect(await states(reader)).toEqual({ a: 5 });
    });

    it('does not go on upon the real tables over another connection', async () => {
      await expect(assertShadows(reader, ['lamp_state'])).rejects.toThrow('nothing was changed');
    });
  });

  it('is seen to be due: the backlog', async () => {
    const schemas = { sources: ['lamps', 'meter'], consumerSchemas: ['meter'] };
    const relayRole = await database.open({ name: 'events', entities: [], migrations: [] });
    await switchLamp(writer, 'a', 3);
    await consume(lampStates(({ position }) => position === 2));
    await switchLamp(writer, 'a');
    await relay.drain();
    await relay.stop();
    await switchLamp(writer, 'a', 2);
    expect(await readBacklog(relayRole, schemas)).toEqual({
      head: 4,
      relayLeads: false,
      outboxes: [
        { source: 'lamps', depth: 2 },
        { source: 'meter', depth: 0 },
      ],
      consumers: [{ schema: 'meter', consumer: 'states', lag: 1, parked: 1 }],
    });
    await expect(relayRole.queryText('select reason from meter.parked_event')).rejects.toMatchObject({ code: '42501' });
    await using next = await startRelay({ url: database.urlFor('events'), sources: ['lamps'] });
    await next.drain();
    expect(await readBacklog(relayRole, schemas)).toMatchObject({ head: 6, relayLeads: true });
  });
});
