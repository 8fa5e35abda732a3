import { testDatabase } from '@lianxin/testing';
import { appendToOutbox, readLog, startRelay, wakeRelay } from '../src/index.js';
import { cutConnections, eventually, lamps, modules, switched, switchLamp } from './lamps.js';

const sources = ['lamps', 'meter'];

describe('relay', () => {
  it('is gapless, and ordered per aggregate, under concurrent writers', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.open(lamps, { poolSize: 8 });
    await using relay = await startRelay({ url: database.urlFor('events'), sources, batchSize: 7 });
    await Promise.all(['a', 'b', 'a', 'c', 'b', 'a'].map((lamp) => switchLamp(db, lamp, 25).then(() => wakeRelay(db))));
    await relay.drain();
    const log = await readLog(db, { after: 0, limit: 1_000 });
    expect(log.map(({ position }) => position)).toEqual(Array.from({ length: 150 }, (_, index) => index + 1));
    for (const [lamp, times] of [
      ['a', 75],
      ['b', 50],
      ['c', 25],
    ] as const) {
      const versions = log.filter(({ aggregateId }) => aggregateId === lamp).map((event) => event.aggregateVersion);
      expect(versions).toEqual(Array.from({ length: times }, (_, index) => index + 1));
    }
    expect(await db.queryText('select from outbox')).toEqual([]);
  });

  it('keeps an event as it was written, in the order given, and once', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.open(lamps);
    await using relay = await startRelay({ url: database.urlFor('events'), sources });
    const cause = switched('a', 1);
    const effect = { ...switched('b', 1), causationId: cause.eventId, requestId: 'request-7', actor: null };
    const events = [cause, effect, switched('a', 2)];
    await db.transaction((tx) => appendToOutbox(tx, 'lamps', events));
    await relay.drain();
    await db.transaction((tx) => appendToOutbox(tx, 'lamps', [events[1] ?? switched('x', 1), switched('b', 2)]));
    await relay.drain();
    const log = await readLog(db, { after: 0, limit: 10 });
    expect(log.slice(0, 3)).toEqual(
      events.map((event) => ({ ...event, position: expect.any(Number), recordedAt: expect.any(Date) })),
    );
    expect(log.map(({ position, aggregateId }) => `${String(position)}${aggregateId}`)).toEqual([
      '1a',
      '2b',
      '3a',
      '4b',
    ]);
    const ofB = await readLog(db, { after: 2, limit: 10, topics: ['lamp:b'] });
    expect(ofB.map(({ position }) => position)).toEqual([4]);
  });

  it('moves the outbox that rang, and the others when it looks', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.openAsAdmin('public');
    await using relay = await startRelay({ url: database.urlFor('events'), sources, pollMs: 60_000 });
    await relay.drain();
    await db.transaction(async (tx) => {
      for (const source of sources) await appendToOutbox(tx, source, [switched(source, 1)]);
    });
    await db.queryText(`select pg_notify('lianxin_outbox', 'meter')`);
    const read = () => readLog(db, { after: 0, limit: 10 });
    await eventually(async () => (await read()).length > 0);
    expect((await read()).map(({ aggregateId }) => aggregateId)).toEqual(['meter']);
    await relay.drain();
    expect((await read()).map(({ aggregateId }) => aggregateId)).toEqual(['meter', 'lamps']);
  });

  it('finds by itself what did not ring, however much the others ring', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.openAsAdmin('public');
    const lampsDb = await database.open(lamps);
    await using relay = await startRelay({ url: database.urlFor('events'), sources, pollMs: 50 });
    await relay.drain();
    await appendToOutbox(db, 'meter', [switched('m', 1)]);
    await eventually(async () => {
      await switchLamp(lampsDb, 'a');
      wakeRelay(lampsDb);
      return (await readLog(db, { after: 0, limit: 1, topics: ['lamp:m'] })).length === 1;
    });
  });

  it('moves nothing of a transaction that was rolled back', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.open(lamps);
    await using relay = await startRelay({ url: database.urlFor('events'), sources });
    const failed = db.transaction(async (tx) => {
      await appendToOutbox(tx, 'lamps', [switched('a', 1)]);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await switchLamp(db, 'b');
    await relay.drain();
    expect((await readLog(db, { after: 0, limit: 10 })).map(({ position }) => position)).toEqual([1]);
  });

  it('has one leader; when its connection dies another takes over, and nothing is lost', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.open(lamps);
    const admin = await database.openAsAdmin('events');
    const url = database.urlFor('events');
    const failures: unknown[] = [];
    await using first = await startRelay({ url, sources, pollMs: 20 });
    await eventually(() => first.isLeader());
    await using second = await startRelay({ url, sources, pollMs: 20, onError: (error) => failures.push(error) });
    await switchLamp(db, 'a', 5);
    await second.drain();
    expect([first.isLeader(), second.isLeader()]).toEqual([true, false]);

    const writing = switchLamp(db, 'a', 60);
    for (let cut = 0; cut < 3; cut += 1) {
      await cutConnections(admin, 'lianxin relay');
      await eventually(() => first.isLeader() !== second.isLeader());
    }
    await writing;
    await first.stop();
    await eventually(() => second.isLeader());
    await second.drain();
    const log = await readLog(db, { after: 0, limit: 100 });
    expect(log.map(({ position }) => position)).toEqual(Array.from({ length: 65 }, (_, index) => index + 1));
    expect(log.map(({ aggregateVersion }) => aggregateVersion)).toEqual(log.map(({ position }) => position));
  });

  it('hands over from a leader that dies while it moves: its positions come back, another gives them', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.open(lamps);
    const admin = await database.openAsAdmin('events');
    const url = database.urlFor('events');
    await using first = await startRelay({ url, sources, pollMs: 20, onError: () => undefined });
    await eventually(() => first.isLeader());
    await using second = await startRelay({ url, sources, pollMs: 20 });
    // Whoever moves now is held in the middle of its statement: the log's ids are locked.
    const held = admin.transaction(async (tx) => {
      await tx.queryText('lock table log_id in exclusive mode');
      await switchLamp(db, 'a', 3);
      const waiting = `select pid from pg_stat_activity where application_name = 'lianxin relay'
        and datname = current_database() and wait_event_type = 'Lock'`;
      await eventually(async () => {
        // Within a transaction the first look at the sessions would be the only one.
        await tx.queryText('select pg_stat_clear_snapshot()');
        return (await tx.queryText(waiting)).length === 1;
      });
      expect(await tx.queryText(`select pg_terminate_backend(pid) from (${waiting}) moving`)).toHaveLength(1);
    });
    await held;
    await second.drain();
    await eventually(() => first.isLeader() !== second.isLeader());
    const log = await readLog(db, { after: 0, limit: 10 });
    expect(log.map(({ position, aggregateVersion }) => [position, aggregateVersion])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(await admin.queryText('select position from head')).toEqual([{ position: 3 }]);
  });

  it('is woken by a writer, without waiting for its poll', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.open(lamps);
    await using relay = await startRelay({ url: database.urlFor('events'), sources, pollMs: 3_600_000 });
    await eventually(() => relay.isLeader());
    const sent: (string | undefined)[] = [];
    db.onQuery(({ name }) => sent.push(name));
    await switchLamp(db, 'a');
    for (let call = 0; call < 100; call += 1) wakeRelay(db);
    await eventually(async () => (await readLog(db, { after: 0, limit: 1 })).length === 1);
    expect(sent).not.toContain('wake_relay');
  });

  it('is woken through the database by a writer who does not find it in its process', async () => {
    await using database = await testDatabase({ modules });
    // A process knows its relays by the address of their database: by another name it is another process's.
    const elsewhere = database.urlFor('events').replace('127.0.0.1', 'localhost');
    const db = await database.open(lamps);
    await using relay = await startRelay({ url: elsewhere, sources, pollMs: 3_600_000 });
    await eventually(() => relay.isLeader());
    const sent: (string | undefined)[] = [];
    db.onQuery(({ name }) => sent.push(name));
    await switchLamp(db, 'a');
    for (let call = 0; call < 100; call += 1) wakeRelay(db);
    await eventually(async () => (await readLog(db, { after: 0, limit: 1 })).length === 1);
    const wakes = sent.filter((name) => name === 'wake_relay').length;
    expect([1, 2]).toContain(wakes);
  });

  it('goes on when one source fails', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.open(lamps);
    const failures: unknown[] = [];
    await using relay = await startRelay({
      url: database.urlFor('events'),
      sources: ['nowhere', 'lamps'],
      onError: (error) => failures.push(error),
    });
    await switchLamp(db, 'a');
    relay.wake();
    await eventually(async () => (await readLog(db, { after: 0, limit: 1 })).length === 1);
    expect(failures[0]).toMatchObject({ code: '42P01' });
  });

  it('cannot change the log, nor can anybody', async () => {
    await using database = await testDatabase({ modules });
    const db = await database.open(lamps);
    await using relay = await startRelay({ url: database.urlFor('events'), sources });
    await switchLamp(db, 'a');
    await relay.drain();
    const relayRole = await database.open({ name: 'events', entities: [], migrations: [] });
    const admin = await database.openAsAdmin('events');
    for (const [who, text] of [
      [db, `insert into events.log select * from events.log`],
      [db, 'delete from events.log'],
      [db, 'select * from events.head'],
      [relayRole, `update log set type = 'x.y'`],
      [relayRole, 'select * from lamps.lamp'],
      [relayRole, `insert into lamps.outbox (type) values ('x.y')`],
      [admin, 'delete from log'],
      [admin, `update log set type = 'x.y'`],
      [admin, 'truncate log'],
    ] as const) {
      await expect(who.queryText(text)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
