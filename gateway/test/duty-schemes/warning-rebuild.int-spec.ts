import type { Db, Sql } from '@lianxin/database';
import {
  appendToOutbox,
  dutyTimePassed,
  type EventHandler,
  eventsModule,
  type LoggedEvent,
  type NewEvent,
  readLog,
  rebuildReplica,
  startConsumer,
  startRelay,
} from '@lianxin/events';
import { testClock, testDatabase, type TestDatabase } from '@lianxin/testing';
import { dutySchemesModule } from '../../src/modules/duty-schemes/duty-schemes.subgraph.js';
import { announceWarnings } from '../../src/modules/duty-schemes/warnings/announce-warnings.js';
import { dutyWarningsConsumer } from '../../src/modules/duty-schemes/warnings/duty-warnings.consumer.js';
import { tellTime } from '../../src/modules/duty-schemes/warnings/tell-time.js';
import { warningTables } from '../../src/modules/duty-schemes/warnings/warning-replica.sql.js';
import { chanceOf } from '../duty-index/chance.js';
import { firstSeed, histories } from '../duty-index/env.js';
import { naiveChanges } from './naive-warnings.js';
import { openRectifications, warningHistory } from './warning-history.js';

let database: TestDatabase;
let admin: Db;
let db: Db;
const consumer = dutyWarningsConsumer();

beforeAll(async () => {
  database = await testDatabase({ modules: [eventsModule, dutySchemesModule] });
  admin = await database.openAsAdmin('duty_schemes');
  db = await database.open(dutySchemesModule);
});
afterAll(() => database[Symbol.asyncDispose]());

/** Every row of every table, as text. */
async function everything(): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of warningTables) {
    const rows = await admin.queryText<{ row: string }>(
      `select t::text as row from duty_schemes.${table} t order by 1`,
    );
    tables[table] = rows.map(({ row }) => row);
  }
  return tables;
}

async function changes(sql: Sql = admin): Promise<string[]> {
  const rows = await sql.queryText<{ line: string; at: Date; event_id: string | null }>(
    `select w.unit_type || ' ' || w.unit_id || ' ' || w.rule_code || ' ' || w.representative_id || ' '
       || c.before || '>' || c.light as line, c.at, c.event_id::text as event_id
     from duty_schemes.warning_change c join duty_schemes.warning w on w.id = c.warning_id`,
  );
  return rows.map(({ line, at, event_id: eventId }) => `${line} ${at.toISOString()} ${eventId}`).sort();
}

const logged = (events: readonly NewEvent[]): LoggedEvent[] =>
  events.map((event, index) => ({ ...event, position: index + 1, recordedAt: event.occurredAt }));

/** Takes events as batches would: neighbours together, as far as `ends` lets them. */
async function take(
  tx: Sql,
  events: readonly LoggedEvent[],
  ends: () => boolean,
  handlers: readonly EventHandler[] = consumer.handlers,
): Promise<void> {
  const handlerOf = (event: LoggedEvent): EventHandler => handlers.find(({ contract }) => contract.matches(event))!;
  let run: LoggedEvent[] = [];
  const flush = async (): Promise<void> => {
    const [first] = run;
    if (first) await (handlerOf(first).handleRun?.(run, tx) ?? handlerOf(first).handle(first, tx));
    run = [];
  };
  for (const event of events) {
    const joins = run[0] && handlerOf(run[0]).handleRun && handlerOf(run[0]).handleRun === handlerOf(event).handleRun;
    if (!joins || ends()) await flush();
    run.push(event);
  }
  await flush();
}

const clear = async (tx: Sql): Promise<void> => {
  for (const table of warningTables) await tx.queryText(`delete from ${table}`);
};

describe('lights from the log', () => {
  it(`turn in ${histories} histories as a second implementation has them turn, whatever is taken together`, async () => {
    for (let seed = firstSeed; seed < firstSeed + histories; seed += 1) {
      const chance = chanceOf(seed + 0.5);
      const events = logged(warningHistory(seed));
      const run = (ends: () => boolean) =>
        db.transaction(async (tx) => {
          await clear(tx);
          await take(tx, events, ends);
        });
      await run(() => false);
      expect({ seed, changes: await changes() }).toEqual({ seed, changes: naiveChanges(events) });
      const rows = await everything();
      await run(() => chance.percent(30));
      expect({ seed, rows: await everything() }).toEqual({ seed, rows });
    }
  });

  it('are read and written with as many statements for many units as for one', async () => {
    const count = async (events: readonly LoggedEvent[]): Promise<number> => {
      let statements = 0;
      await db.transaction(async (tx) => {
        await clear(tx);
        const counting: Sql = {
          query: (...call) => ((statements += 1), tx.query(...call)),
          queryText: (...call) => ((statements += 1), tx.queryText(...call)),
        };
        await take(counting, events, () => false);
      });
      return statements;
    };
    const units = logged(openRectifications(200));
    expect(await count(units)).toBe(3);
    expect(await count(units.slice(0, 1))).toBe(3);
    const at = '2027-01-01T00:00:00.000Z';
    const place = { aggregateType: 'duty_time', aggregateId: 'duty_time', aggregateVersion: 1, topics: [] };
    const later = logged([dutyTimePassed.create({ ...place, occurredAt: new Date(at), payload: { at } })]);
    expect(await count([...units, ...later])).toBe(4);
    const lights = await admin.queryText(
      'select light, count(*)::int as count, min(since) = max(red_at) as at_red from duty_schemes.warning group by light',
    );
    expect(lights).toEqual([{ light: 'RED', count: 200, at_red: true }]);
  });

  it('are told of while they are news: neither of an old log, nor of what had turned long before', async () => {
    const told = async (passedAt: string, now: string): Promise<number> => {
      const { handlers } = dutyWarningsConsumer(announceWarnings(testClock(now)));
      const place = { aggregateType: 'duty_time', aggregateId: 'duty_time', aggregateVersion: 1, topics: [] };
      const passed = dutyTimePassed.create({ ...place, occurredAt: new Date(passedAt), payload: { at: passedAt } });
      await db.transaction(async (tx) => {
        await clear(tx);
        await take(tx, logged([...openRectifications(3), passed]), () => false, handlers);
      });
      const rows = await admin.queryText(
        `delete from duty_schemes.outbox where type = 'duty_warning.changed' returning id`,
      );
      return rows.length;
    };
    // Red at 00:00 of 1 April in Asia/Shanghai.
    expect(await told('2026-03-31T16:00:10.000Z', '2026-03-31T16:00:10Z')).toBe(3);
    expect(await told('2026-04-01T15:00:00.000Z', '2026-04-01T15:00:00Z')).toBe(3);
    expect(await told('2026-04-01T17:00:00.000Z', '2026-04-01T17:00:00Z')).toBe(0);
    expect(await told('2026-03-31T16:00:10.000Z', '2026-03-31T16:20:00Z')).toBe(0);
  });

  it('wait for a time that the log is told of once, whoever looks', async () => {
    await db.transaction(async (tx) => {
      await clear(tx);
      await take(tx, logged(openRectifications(3)), () => false);
    });
    const told = async (at: string): Promise<boolean[]> => {
      const parts = { db, clock: testClock(at) };
      return Promise.all([tellTime(parts), tellTime(parts), tellTime(parts)]);
    };
    expect(await told('2026-03-20T08:00:00Z')).toEqual([false, false, false]);
    expect((await told('2026-03-30T08:00:00Z')).sort()).toEqual([false, false, true]);
    expect(await told('2026-03-30T09:00:00Z')).toEqual([false, false, false]);
    const passed = await admin.queryText(
      `delete from duty_schemes.outbox where type = 'duty_time.passed' returning payload ->> 'at' as at`,
    );
    expect(passed).toEqual([{ at: '2026-03-30T08:00:00.000Z' }]);
  });

  it('are made again by a rebuild byte for byte, which finds and mends what was changed by hand', async () => {
    await db.transaction(clear);
    const history = warningHistory(1_001, 150);
    for (const events of [history.slice(0, 80), history.slice(80)]) {
      await appendToOutbox(admin, 'duty_schemes', events);
      await using relay = await startRelay({ url: database.urlFor('events'), sources: ['duty_schemes'] });
      await relay.drain();
      const { name, handlers } = consumer;
      await using running = await startConsumer({ name, db, handlers, batchSize: 7, maxAttempts: 1 });
      await running.catchUp();
    }
    const rebuild = (verifyOnly: boolean) =>
      rebuildReplica({ url: database.urlFor('duty_schemes'), consumer, verifyOnly, stretch: 10 });
    const rows = await everything();
    expect(rows['warning_change']?.length).toBeGreaterThan(20);
    const log = await readLog(admin, { after: 0, limit: 1_000 });
    expect(await changes()).toEqual(naiveChanges(log));
    expect(await rebuild(true)).toMatchObject({ swapped: false, differences: [], failed: [] });
    await admin.queryText(`update duty_schemes.warning set light = 'OFF', next_at = null where light = 'YELLOW'`);
    await admin.queryText(`delete from duty_schemes.warning_change where light = 'RED'`);
    const { differences } = await rebuild(true);
    expect(differences.map(({ table }) => table)).toEqual(['warning', 'warning_change']);
    expect(await rebuild(false)).toMatchObject({ swapped: true });
    expect(await everything()).toEqual(rows);
  });
});

it('has migrations that can be taken back and made again', async () => {
  const tables = () => admin.queryText("select tablename from pg_tables where schemaname = 'duty_schemes' order by 1");
  const before = await tables();
  const runner = admin.dataSource.createQueryRunner();
  const made = dutySchemesModule.migrations.map((Migration) => new Migration());
  for (const migration of made.toReversed()) await migration.down(runner);
  expect(await tables()).toEqual([{ tablename: 'migrations' }]);
  for (const migration of made) await migration.up(runner);
  await runner.release();
  expect(await tables()).toEqual(before);
});
