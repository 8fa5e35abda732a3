import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { attachToRunning, openDb, startEmbeddedPostgres } from '../src/index.js';
import { temporaryFolder } from './temporary-folder.js';

const root = join(__dirname, '../../..');

interface HeldServer extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly adminUrl: string;
  /** Kills the program as the system would: it can do nothing about it. */
  kill(): Promise<void>;
}

async function holdServer(dataDir: string): Promise<HeldServer> {
  const hooks = pathToFileURL(join(root, '.config/swc-hooks.mjs')).href;
  const child = spawn(process.execPath, ['--import', hooks, join(__dirname, 'fixtures/hold-server.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { child, adminUrl: line.toString().trim(), kill, [Symbol.asyncDispose]: kill };
}

async function ask(url: string, text: string): Promise<unknown> {
  await using db = await openDb({ url, schema: 'public' });
  return (await db.queryText<{ answer: unknown }>(text))[0]?.answer;
}

describe('startEmbeddedPostgres', () => {
  it('makes a cluster once, keeps it, and sets it up as told', async () => {
    using folder = temporaryFolder();
    const dataDir = join(folder.path, 'new');
    await using first = await startEmbeddedPostgres({ dataDir });
    expect(first.firstStart).toBe(true);
    expect(
      await ask(first.adminUrl, `select current_setting('fsync') || current_setting('listen_addresses') as answer`),
    ).toBe('on127.0.0.1');
    expect(
      await ask(
        first.adminUrl,
        `select datlocprovider::text || datlocale || pg_encoding_to_char(encoding) as answer from pg_database where datname = 'lianxin'`,
      ),
    ).toBe('bC.UTF-8UTF8');
    await ask(first.adminUrl, 'create table public.kept as select 1');
    expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
    await first.stop();
    await first.stop();
    expect(existsSync(join(dataDir, 'instance.json'))).toBe(false);

    await using second = await startEmbeddedPostgres({ dataDir });
    expect(second.firstStart).toBe(false);
    expect(await ask(second.adminUrl, 'select count(*) as answer from public.kept')).toBe(1);
  });

  it('refuses a folder in use, names the process, and lets others attach', async () => {
    using folder = temporaryFolder();
    expect(attachToRunning(folder.path)).toBeUndefined();
    await using server = await startEmbeddedPostgres({ dataDir: folder.path });
    await expect(startEmbeddedPostgres({ dataDir: folder.path })).rejects.toMatchObject({
      code: 'DATA_DIR_IN_USE',
      details: { pid: process.pid },
    });
    expect(attachToRunning(folder.path)).toBe(server.adminUrl);
    expect(readFileSync(join(folder.path, 'instance.json'), 'utf8')).not.toContain(new URL(server.adminUrl).password);
    await server.stop();
    expect(attachToRunning(folder.path)).toBeUndefined();
  });

  it('recovers when its program was killed: lock and orphaned server are taken over, committed rows are there', async () => {
    using folder = temporaryFolder();
    await using held = await holdServer(folder.path);
    await expect(startEmbeddedPostgres({ dataDir: folder.path })).rejects.toMatchObject({
      code: 'DATA_DIR_IN_USE',
      details: { pid: held.child.pid },
    });
    await ask(held.adminUrl, 'create table public.survivor as select 7 as n');
    await held.kill();
    await using server = await startEmbeddedPostgres({ dataDir: folder.path });
    expect(await ask(server.adminUrl, 'select n as answer from public.survivor')).toBe(7);
  });

  it('recovers when the server was killed too', async () => {
    using folder = temporaryFolder();
    await using held = await holdServer(folder.path);
    await ask(held.adminUrl, 'create table public.survivor as select 7 as n');
    const stopped = held.kill();
    process.kill(Number.parseInt(readFileSync(join(folder.path, 'postgres/postmaster.pid'), 'utf8'), 10), 'SIGKILL');
    await stopped;
    await using server = await startEmbeddedPostgres({ dataDir: folder.path });
    expect(await ask(server.adminUrl, 'select n as answer from public.survivor')).toBe(7);
  });

  it('tells when the server ends by itself', async () => {
    using folder = temporaryFolder();
    let tell: (logFile: string) => void = () => undefined;
    const told = new Promise<string>((resolve) => (tell = resolve));
    await using server = await startEmbeddedPostgres({ dataDir: folder.path, onUnexpectedExit: (file) => tell(file) });
    process.kill(Number.parseInt(readFileSync(join(folder.path, 'postgres/postmaster.pid'), 'utf8'), 10), 'SIGQUIT');
    expect(await told).toBe(server.logFile);
  });

  it('says so when the folder cannot be written, or the server cannot start', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    await expect(startEmbeddedPostgres({ dataDir: join(file, 'below') })).rejects.toMatchObject({
      code: 'DATA_DIR_NOT_WRITABLE',
    });
    const dataDir = join(folder.path, 'data');
    await expect(startEmbeddedPostgres({ dataDir, settings: { no_such_setting: '1' } })).rejects.toMatchObject({
      code: 'EMBEDDED_POSTGRES_FAILED',
    });
    expect(existsSync(join(dataDir, 'instance.json'))).toBe(false);
  });
});
