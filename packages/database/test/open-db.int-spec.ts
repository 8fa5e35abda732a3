import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase, type TestDatabase } from '@lianxin/testing';
import { type Db, openDb, statement } from '../src/index.js';
import { dyingServer } from './dying-server.js';
import { Lamp, lamps } from './modules.js';

const values = statement<{
  big: number;
  huge: string;
  day: string;
  exact: string;
  at: Date;
  days: string[];
  bigs: number[];
  doc: unknown;
}>(
  'test_values',
  `select 9007199254740991::int8 as big, 9007199254740993::int8 as huge, date '2025-02-28' as day, 1.10::numeric as exact,
     timestamptz '2025-01-01 08:00+08' as at, array[date '2025-01-01'] as days, array[1::int8, null] as bigs,
     '{"a": [1]}'::jsonb as doc`,
);

describe('openDb', () => {
  let database: TestDatabase;
  let db: Db;

  beforeAll(async () => {
    database = await testDatabase({ modules: [lamps] });
    db = await database.open(lamps);
  });

  afterAll(() => database[Symbol.asyncDispose]());

  it('brings values back as documented', async () => {
    expect(await db.query(values)).toEqual([
      {
        big: Number.MAX_SAFE_INTEGER,
        huge: '9007199254740993',
        day: '2025-02-28',
        exact: '1.10',
        at: new Date('2025-01-01T00:00:00Z'),
        days: ['2025-01-01'],
        bigs: [1, null],
        doc: { a: [1] },
      },
    ]);
  });

  it('keeps two connections over a pause, and closes the others', async () => {
    const applicationName = 'lianxin pausing';
    await using pausing = await openDb({ url: database.urlFor('lamps'), schema: 'lamps', applicationName });
    await Promise.all(Array.from({ length: 5 }, () => pausing.queryText('select pg_sleep(0.05)')));
    const open = async (): Promise<number> => {
      const text = 'select count(*) as open from pg_stat_activity where application_name = $1';
      return (await db.queryText<{ open: number }>(text, [applicationName]))[0]?.open ?? 0;
    };
    expect(await open()).toBe(5);
    while ((await open()) > 2) await sleep(200);
    await sleep(1_000);
    expect(await open()).toBe(2);
  });

  it('sets up every connection', async () => {
    const settings = await db.queryText<{ name: string; setting: string }>(
      `select name, setting from pg_settings
       where name in ('plan_cache_mode', 'search_path', 'statement_timeout', 'lock_timeout', 'TimeZone') order by name`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      TimeZone: 'UTC',
      lock_timeout: '5000',
      plan_cache_mode: 'force_generic_plan',
      search_path: 'lamps',
      statement_timeout: '15000',
    });
  });

  it('prepares a named statement on the connection', async () => {
    const prepared = statement<{ found: boolean }>(
      'test_prepared',
      `select exists (select from pg_prepared_statements where name = 'test_prepared') as found`,
    );
    expect(await db.transaction((tx) => tx.query(prepared))).toEqual([{ found: true }]);
    expect(() => statement('test_prepared', 'select 2')).toThrow('Two texts');
    expect(() => statement('x'.repeat(64), 'select 2')).toThrow(RangeError);
  });

  it('shares the pool with TypeORM and tells of its statements too', async () => {
    const seen: (string | undefined)[] = [];
    const end = db.onQuery(({ name, text }) => seen.push(name ?? text.slice(0, 6)));
    await db.dataSource.getRepository(Lamp).insert({ id: 10, bought: '2025-03-01' });
    await db.query(values);
    end();
    await db.query(values);
    expect(seen).toEqual(['INSERT', 'test_values']);
    expect(await db.dataSource.getRepository(Lamp).findOneBy({ id: 10 })).toEqual({ id: 10, bought: '2025-03-01' });
  });

  it('commits all or nothing, and throws when a passed-over failure made COMMIT a rollback', async () => {
    const insert = `insert into lamp values ($1, '2025-01-01')`;
    await expect(
      db.transaction(async (tx) => {
        await tx.queryText(insert, [20]);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await expect(
      db.transaction(async (tx) => {
        await tx.queryText(insert, [21]);
        await tx.queryText('select 1 / 0').catch(() => undefined);
      }),
    ).rejects.toThrow('rolled back');
    expect(await db.transaction((tx) => tx.queryText(`${insert} returning id`, [22]))).toEqual([{ id: 22 }]);
    expect(await db.queryText('select id from lamp where id >= 20')).toEqual([{ id: 22 }]);
  });

  it('survives lost connections, idle and in a transaction', async () => {
    const admin = await database.openAsAdmin('lamps');
    const kill = () =>
      admin.queryText(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lianxin lamps' and usename = 'lianxin_lamps' and datname = current_database()`,
      );
    await expect(
      db.transaction(async (tx) => {
        await kill();
        await tx.queryText('select 1');
      }),
    ).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    await kill();
    // Each dead connection may be met once, by whoever gets it before the pool has noticed.
    const answers: unknown[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      answers.push(await db.queryText('select 1 as n').catch((error: unknown) => error));
    }
    expect(answers.at(-1)).toEqual([{ n: 1 }]);
  });

  it.each([
    ['a transaction', (on: Db) => on.transaction((tx) => tx.queryText('select 1'))],
    ['a statement', (on: Db) => on.queryText('select 1')],
    ['TypeORM', (on: Db) => on.dataSource.query('select 1')],
  ])('survives a session that ends in the packet that opens it, in %s', async (_case, use) => {
    await using server = await dyingServer(database.urlFor('lamps'));
    await using other = await openDb({ url: server.url, schema: 'lamps', poolSize: 2 });
    // The connection of the opening is busy, so that the next one is new.
    await other.transaction(async () => {
      server.isDying = true;
      await expect(use(other)).rejects.toThrow();
      server.isDying = false;
    });
    expect(await other.queryText('select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('says that it is busy when no connection comes free in time', async () => {
    await using other = await openDb({
      url: database.urlFor('lamps'),
      schema: 'lamps',
      poolSize: 1,
      connectTimeoutMs: 200,
    });
    await other.transaction(async () => {
      await expect(other.queryText('select 1')).rejects.toMatchObject({ code: 'DATABASE_BUSY' });
    });
    expect(await other.queryText('select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('does not say the password when the database is not there', async () => {
    const failure: unknown = await openDb({ url: 'postgresql://me:secret@127.0.0.1:1/x', schema: 'lamps' }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'DATABASE_UNREACHABLE', details: { host: '127.0.0.1:1/x' } });
    expect(`${(failure as Error).message} ${String((failure as Error).cause)}`).not.toContain('secret');
  });

  it('closes twice without complaint', async () => {
    const other = await database.open(lamps);
    await Promise.all([other.close(), other.close()]);
  });
});
