import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDb } from '@lianxin/database';
import { startTestServer, type TestServer } from '@lianxin/testing';
import { runLianxin } from '../e2e/program.js';
import { writeMessages } from './message-workbook.js';

// Each command is a program that starts and ends; several of them share the machine with other tests.

const secret = 'one-secret-for-the-command-line-0123456789';

/** Two lines, one in each language, and an exit code that says so. */
function expectClear(ran: { code: number | null; stdout: string; stderr: string }, zh: string, en: string): void {
  expect(ran.stdout).toBe('');
  const lines = ran.stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(zh);
  expect(lines[1]).toContain(en);
  expect(ran.code).toBe(1);
}

describe('an installation that is not fit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-faults-'));
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const outside = (): Record<string, string> => ({
    DATABASE_URL: server.adminUrl,
    LIANXIN_SECRET: secret,
    DATA_DIR: join(folder, 'outside'),
    PORT: '0',
  });
  const start = (environment: Record<string, string>) => runLianxin(['start', '--no-demo'], environment);
  const query = async (text: string): Promise<Record<string, unknown>[]> => {
    const db = await openDb({ url: server.adminUrl, schema: 'public', poolSize: 1 });
    return db.queryText<Record<string, unknown>>(text).finally(() => db.close());
  };

  it('names a folder that cannot be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'not a folder');
    const ran = await start({ DATA_DIR: join(file, 'data'), PORT: '0' });
    expectClear(ran, `数据目录 ${join(file, 'data')} 不可写`, 'cannot be written. Change its permissions');
    expect(readdirSync(folder)).toEqual(['a-file']);
  });

  it('names a database that cannot be reached, without its password', async () => {
    const ran = await start({ ...outside(), DATABASE_URL: 'postgres://admin:very-secret@127.0.0.1:1/lianxin' });
    expectClear(ran, '无法连接数据库', 'The database at 127.0.0.1:1');
    expect(ran.stderr).not.toContain('very-secret');
    const wrong = new URL(server.adminUrl);
    wrong.password = 'wrong-password';
    const refused = await start({ ...outside(), DATABASE_URL: wrong.href });
    expectClear(refused, '密码被拒', 'password refused');
    expect(refused.stderr).not.toContain('wrong-password');
  });

  it('names every fault of the environment at once', async () => {
    const ran = await start({
      PORT: 'http',
      DATABASE_URL: 'mysql://somewhere',
      NATS_URL: 'nats://one,http://two',
      LIANXIN_SECRET: 'short',
      DEMO_PASSWORD: 'short',
      TRUSTED_DOCUMENTS: 'maybe',
      TRUSTED_PROXIES: '10.0.0.0/8, balancer',
    });
    expectClear(ran, '配置有误', 'PORT=http');
    const secrets = ['LIANXIN_SECRET', 'DEMO_PASSWORD'];
    for (const name of ['PORT', 'DATABASE_URL', 'NATS_URL', ...secrets, 'TRUSTED_DOCUMENTS', 'TRUSTED_PROXIES'])
      expect(ran.stderr).toContain(name);
  });

  it('names a manifest of documents that cannot be read, or that says something else than its hashes', async () => {
    const file = join(folder, 'documents.json');
    const ran = await start({ ...outside(), DOCUMENTS_FILE: file });
    expectClear(ran, '配置有误', `DOCUMENTS_FILE ${file}`);
    writeFileSync(file, JSON.stringify({ [`sha256:${'0'.repeat(64)}`]: '{ viewer { id } }' }));
    expectClear(await start({ ...outside(), DOCUMENTS_FILE: file }), '配置有误', 'documents: sha256:000');
    rmSync(file);
  });

  it('serves a part only over an outside database that is prepared', async () => {
    expectClear(await runLianxin(['serve', 'stations'], { PORT: '0' }), '配置有误', 'DATABASE_URL, LIANXIN_SECRET');
    const early = await runLianxin(['serve', 'stations'], outside());
    expectClear(early, '数据库结构(stations)比本程序旧', 'Run `lianxin migrate` first.');
    const migrated = await runLianxin(['migrate'], outside());
    expect(migrated.code).toBe(0);
    expect(migrated.stdout.trimEnd().split('\n').length).toBeGreaterThanOrEqual(6);
    expect(await runLianxin(['migrate'], outside())).toMatchObject({
      code: 0,
      stdout: 'The database is up to date.\n',
    });
  });

  it('touches nothing that a newer program has made', async () => {
    await query(
      `insert into stations.migrations (timestamp, name) values (9999999999999, 'FromTheFuture9999999999999')`,
    );
    const tables = `select schemaname, relname, n_tup_ins, n_tup_upd, n_tup_del from pg_stat_user_tables order by 1, 2`;
    const before = await query(tables);
    const file = join(folder, 'messages.xlsx');
    writeMessages(file, 1);
    for (const command of [
      ['start', '--no-demo'],
      ['migrate'],
      ['serve', 'stations'],
      ['import', 'suggestions', file],
    ]) {
      expectClear(
        await runLianxin(command, outside()),
        '数据库结构(stations)比本程序新',
        'Upgrade the program; nothing was changed.',
      );
    }
    expect(await query(tables)).toEqual(before);
    await query(`delete from stations.migrations where name = 'FromTheFuture9999999999999'`);
    expect((await runLianxin(['migrate'], outside())).code).toBe(0);
  });
});
