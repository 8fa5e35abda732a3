import type { TestDatabase } from '@lianxin/testing';
import type { Db } from '@lianxin/database';
import { z } from 'zod';
import {
  appendToOutbox,
  defineEvent,
  type NewEvent,
  on,
  type Relay,
  startConsumer,
  startRelay,
  wakeRelay,
} from '../src/index.js';
import { type LampWorld, lampWorld } from './lamp-world.js';
import { count, cutConnections, eventually, lampSwitched, meter, readings, switched, switchLamp } from './lamps.js';

describe('startConsumer', () => {
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

  const counting = on(lampSwitched, (event, tx) => count(tx, event.payload.lampId));

  it('has each effect exactly once, with two processes, lost connections and a rewound checkpoint', async () => {
    const admin = await database.openAsAdmin('meter', { applicationName: 'witness' });
    const options = { name: 'meter', handlers: [counting], batchSize: 7, pollMs: 10, logUrl: database.urlFor('meter') };
    const other = await database.open(meter);
    await using first = await startConsumer({ ...options, db: reader });
    await using second = await startConsumer({ ...options, db: other });
    const writing = Promise.all([switchLamp(writer, 'a', 60), switchLamp(writer, 'b', 40)]);
    for (let cut = 0; cut < 3; cut += 1) {
      await cutConnections(admin, 'lianxin meter');
      await first.catchUp();
    }
    await writing;
    await relay.drain();
    await second.catchUp();
    await first.stop();
    expect(await readings(other)).toEqual({ a: 60, b: 40 });

    await admin.queryText('update consumer_checkpoint set position = 20');
    await second.catchUp();
    expect(await admin.queryText('select position from consumer_checkpoint')).toEqual([{ position: 100 }]);
    expect(await readings(other)).toEqual({ a: 60, b: 40 });
  });

  it('is woken for the types that it takes, and sleeps through others', async () => {
    const options = { db: reader, pollMs: 3_600_000, logUrl: database.urlFor('meter') };
    await using consumer = await startConsumer({ ...options, name: 'meter', handlers: [counting] });
    const other = defineEvent({ type: 'lamp.painted', version: 1, schema: z.object({ lampId: z.string() }) });
    const painting = on(other, async () => undefined);
    await using witness = await startConsumer({ ...options, name: 'witness', handlers: [painting] });
    await Promise.all([consumer.catchUp(), witness.catchUp()]);
    const placeOf = async (name: string): Promise<number> => {
      const rows = await reader.queryText<{ position: number }>(
        'select position from consumer_checkpoint where consumer = $1',
        [name],
      );
      return rows[0]?.position ?? 0;
    };
    const event = { aggregateType: 'lamp', aggregateId: 'a', aggregateVersion: 1, topics: [], occurredAt: new Date() };
    await appendToOutbox(writer, 'lamps', [other.create({ ...event, payload: { lampId: 'a' } })]);
    await relay.drain();
    await eventually(async () => (await placeOf('witness')) === 1);
    // Both were rung at once, and the witness has been to the database since.
    expect(await placeOf('meter')).toBe(0);
    await switchLamp(writer, 'a', 1);
    await relay.drain();
    await eventually(async () => (await placeOf('meter')) === 2);
    expect([await readings(reader), await placeOf('witness')]).toEqual([{ a: 1 }, 1]);
  });

  it('passes over what is nothing to it in one statement, and misses nothing', async () => {
    const other = defineEvent({ type: 'lamp.painted', version: 1, schema: z.object({ lampId: z.string() }) });
    const event = { aggregateType: 'lamp', aggregateId: 'a', aggregateVersion: 1, topics: [], occurredAt: new Date() };
    const paint = async (times: number): Promise<void> => {
      const coat = (): NewEvent => other.create({ ...event, payload: { lampId: 'a' } });
      await appendToOutbox(writer, 'lamps', Array.from({ length: times }, coat));
      await relay.drain();
    };
    const admin = await database.openAsAdmin('meter');
    const end = async (): Promise<number | undefined> =>
      (await admin.queryText<{ last: number }>('select max(position) as last from events.log'))[0]?.last;
    const position = async (): Promise<number | undefined> =>
      (await admin.queryText<{ position: number }>('select position from consumer_checkpoint'))[0]?.position;
    await using consumer = await startConsumer({ name: 'meter', db: reader, handlers: [counting], pollMs: 10 });
    await consumer.catchUp();
    const sent = new Set<string>();
    const stop = reader.onQuery(({ text, name }) => sent.add(name ?? text));
    await paint(30);
    await eventually(async () => (await position()) === 30);
    stop();
    expect([...sent]).toEqual(['consumer_pass_meter']);

    const switching = switchLamp(writer, 'a', 20);
    for (let time = 0; time < 10; time += 1) await paint(2);
    await switching;
    await relay.drain();
    const last = await end();
    await eventually(async () => (await position()) === last);
    expect(await readings(reader)).toEqual({ a: 20 });
  });

  it('gathers events for effects that nobody waits for, and takes the first at once', async () => {
    const options = { db: reader, logUrl: database.urlFor('meter'), pollMs: 3_600_000 };
    await using consumer = await startConsumer({ ...options, name: 'meter', handlers: [counting], gathers: true });
    await consumer.catchUp();
    let batches = 0;
    const stop = reader.onQuery(({ name }) => (batches += name === 'consumer_take_meter' ? 1 : 0));
    const begun = performance.now();
    while (batches < 4) {
      await switchLamp(writer, 'a');
      await relay.drain();
    }
    // A timer may fire within the millisecond before its time.
    expect(performance.now() - begun).toBeGreaterThan(3 * 98);
    stop();
  });

  it('wakes a relay that sleeps, behind what its handlers have written', async () => {
    await relay.stop();
    const sources = ['lamps', 'meter'];
    await using sleeper = await startRelay({ url: database.urlFor('events'), sources, pollMs: 3_600_000 });
    await sleeper.drain();
    const counted = defineEvent({ type: 'meter.counted', version: 1, schema: z.object({ lampId: z.string() }) });
    const telling = on(lampSwitched, async ({ aggregateId, occurredAt, payload: { lampId } }, tx) => {
      const about = { aggregateType: 'meter', aggregateId, aggregateVersion: 1, topics: [], occurredAt };
      await appendToOutbox(tx, 'meter', [counted.create({ ...about, payload: { lampId } })]);
    });
    const options = { name: 'meter', db: reader, logUrl: database.urlFor('meter'), handlers: [telling] };
    await using consumer = await startConsumer(options);
    await consumer.catchUp();
    await switchLamp(writer, 'a', 1);
    wakeRelay(writer);
    await eventually(
      async () => (await reader.queryText(`select from events.log where type = 'meter.counted'`)).length === 1,
    );
  });

  it('retries, and leaves nothing of a failed attempt', async () => {
    await switchLamp(writer, 'a', 3);
    await relay.drain();
    let failuresLeft = 3;
    const errors: unknown[] = [];
    const flaky = on(lampSwitched, async (event, tx) => {
      await count(tx, event.payload.lampId);
      if (event.aggregateVersion === 2 && failuresLeft > 0) {
        failuresLeft -= 1;
        throw new Error('not yet');
      }
    });
    await using consumer = await startConsumer({
      name: 'meter',
      db: reader,
      handlers: [flaky],
      onError: (error) => errors.push(error),
    });
    await consumer.catchUp();
    expect(await readings(reader)).toEqual({ a: 3 });
    expect(await reader.queryText('select from parked_event')).toEqual([]);
    expect(errors).toHaveLength(2);
  });

  it('parks a poison event after its attempts, and one of an unknown version or shape at once', async () => {
    const odd = { ...switched('a', 2), version: 9 };
    const broken = { ...switched('a', 3), payload: { lampId: 7 } };
    await writer.transaction((tx) => appendToOutbox(tx, 'lamps', [switched('a', 1), odd, broken, switched('a', 4)]));
    await switchLamp(writer, 'poison');
    await switchLamp(writer, 'b');
    await relay.drain();
    let attempts = 0;
    const handler = on(lampSwitched, async (event, tx) => {
      await count(tx, event.payload.lampId);
      if (event.payload.lampId !== 'poison') return;
      attempts += 1;
      throw new Error('bad taste');
    });
    await using consumer = await startConsumer({ name: 'meter', db: reader, handlers: [handler], maxAttempts: 2 });
    await consumer.catchUp();
    expect(await readings(reader)).toEqual({ a: 2, b: 1 });
    expect(await reader.queryText('select position, reason, attempts from parked_event order by position')).toEqual([
      { position: 2, reason: 'Unknown version 9 of lamp.switched', attempts: 1 },
      { position: 3, reason: expect.stringContaining('lampId'), attempts: 1 },
      { position: 5, reason: 'bad taste', attempts: 2 },
    ]);
    expect(attempts).toBe(2);
  });

  it('can begin at the end', async () => {
    await switchLamp(writer, 'a', 3);
    await relay.drain();
    await using consumer = await startConsumer({ name: 'meter', db: reader, handlers: [counting], from: 'end' });
    await switchLamp(writer, 'b');
    await relay.drain();
    await consumer.catchUp();
    expect(await readings(reader)).toEqual({ b: 1 });
  });

  it('rejects those who wait when it is stopped', async () => {
    await switchLamp(writer, 'a');
    await relay.drain();
    const stuck = on(lampSwitched, () => Promise.reject(new Error('never')));
    const consumer = await startConsumer({ name: 'meter', db: reader, handlers: [stuck], maxAttempts: 1_000 });
    const waiting = expect(consumer.catchUp()).rejects.toThrow('stopped');
    await consumer.stop();
    await waiting;
  });
});
