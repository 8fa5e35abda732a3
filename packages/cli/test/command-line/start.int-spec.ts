import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachToRunning, openDb } from '@lianxin/database';
import { lianxin, type Program, runLianxin } from '../e2e/program.js';
import { writeMessages } from './message-workbook.js';

// Each command is a program that starts and ends; several of them share the machine with other tests.

/** One data folder through all of these tests, in their order: what a first day with the program looks like. */
describe('lianxin start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-start-'));
  const dataDir = join(folder, 'data');
  const environment = { DATA_DIR: dataDir, PORT: '0' };
  const started: Program[] = [];

  // A test that fails leaves no instance to those after it.
  afterEach(async () => {
    await Promise.all(started.splice(0).map((program) => program[Symbol.asyncDispose]()));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const begin = async (): Promise<{ program: Program; url: string }> => {
    const program = lianxin(['start', '--no-demo'], environment);
    started.push(program);
    await program.says(/is ready \([\d.]+ s\)/, 90_000);
    const [, url = ''] = await program.says(/GraphiQL\s+(http:\/\/\S+)\/graphiql[\s\S]+Ctrl-C stops it/);
    return { program, url };
  };
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const serverPid = (): number =>
    Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
  const clusterMadeAt = (): number => statSync(join(dataDir, 'postgres', 'PG_VERSION')).mtimeMs;
  const count = async (table: string): Promise<number> => {
    const db = await openDb({ url: attachToRunning(dataDir) ?? '', schema: 'suggestions', poolSize: 1 });
    const [row] = await db
      .queryText<{ n: number }>(`select count(*)::int as n from ${table}`)
      .finally(() => db.close());
    return row?.n ?? -1;
  };

  it('makes an installation, shows one short screen, and stops without a trace', async () => {
    const { program, url } = await begin();
    const screen = program.output.stdout;
    expect(screen.split('\n').length).toBeLessThan(16);
    expect(screen).toContain(`GraphQL    ${url}/graphql   (POST · WebSocket · SSE)`);
    expect(screen).toContain(`embedded PostgreSQL, data in ${dataDir}`);
    expect(screen).not.toContain('password');
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await (await fetch(url)).text()).toContain('href="/graphiql"');
    const pid = serverPid();
    expect(isAlive(pid)).toBe(true);
    expect(await program.stop()).toEqual({ code: 0, signal: null });
    expect(program.output.stdout).toContain('Stopping…');
    expect(program.output.stderr).toBe('');
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(dataDir, 'instance.json'))).toBe(false);
  });

  it('finds everything again, and takes an import while it runs', async () => {
    const madeAt = clusterMadeAt();
    const { program, url } = await begin();
    expect(clusterMadeAt()).toBe(madeAt);
    expect(await count('stations.station')).toBe(1);
    const file = join(folder, 'beside.xlsx');
    writeMessages(file, 3);
    const imported = await runLianxin(['import', 'suggestions', file], environment);
    expect(imported).toMatchObject({ code: 0, stderr: '' });
    expect(await count('suggestions.suggestion')).toBe(3);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect((await program.stop()).code).toBe(0);
  });

  it('leaves the folder to the instance that has it', async () => {
    const { program, url } = await begin();
    const second = await runLianxin(['start', '--no-demo'], environment);
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr.trimEnd().split('\n')).toEqual([
      `数据目录 ${dataDir} 正被另一实例使用(进程 ${program.pid})。请先停止它,或用 DATA_DIR 指定其他目录。`,
      `The data folder ${dataDir} is in use by another instance (process ${program.pid}). Stop it, or name another folder with DATA_DIR.`,
    ]);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await count('suggestions.suggestion')).toBe(3);
    expect((await program.stop()).code).toBe(0);
  });

  it('says that a port is taken, and leaves nothing running', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as AddressInfo).port));
    });
    const refused = await runLianxin(['start', '--no-demo'], { ...environment, PORT: String(port) });
    other.close();
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(
      `Port ${port} is taken. Stop the program that holds it, or name another one with PORT.`,
    );
    expect(refused.stderr.trimEnd().split('\n')).toHaveLength(2);
    expect(existsSync(join(dataDir, 'instance.json'))).toBe(false);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('recovers from being killed', async () => {
    const { program } = await begin();
    const pid = serverPid();
    program.signal('SIGKILL');
    await program.ended;
    const again = await begin();
    expect(serverPid()).not.toBe(pid);
    expect(isAlive(pid)).toBe(false);
    expect(await count('suggestions.suggestion')).toBe(3);
    expect((await again.program.stop()).code).toBe(0);
  });

  it('stops cleanly when it is asked to before it has begun', async () => {
    const program = lianxin(['start', '--no-demo'], environment);
    started.push(program);
    const begun = Date.now() + 30_000;
    while (!existsSync(join(dataDir, 'instance.json')) && Date.now() < begun)
      await new Promise((resolve) => setTimeout(resolve, 5));
    program.signal('SIGTERM');
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.output.stdout).not.toContain('is ready');
    expect(existsSync(join(dataDir, 'instance.json'))).toBe(false);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });
});
