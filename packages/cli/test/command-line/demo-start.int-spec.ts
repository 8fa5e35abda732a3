import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachToRunning, openDb } from '@lianxin/database';
import { clientOperation } from '../client-operations.js';
import { lianxin, type Program } from '../e2e/program.js';

// Each command is a program that starts and ends; several of them share the machine with other tests.
jest.setTimeout(180_000);

/** One data folder through all of these tests, in their order: a first start that is stopped in the middle, and others. */
describe('lianxin start with the demonstration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-demo-start-'));
  const dataDir = join(folder, 'data');
  const started: Program[] = [];

  afterAll(async () => {
    await Promise.all(started.map((program) => program[Symbol.asyncDispose]()));
    rmSync(folder, { recursive: true, force: true });
  });

  const begin = (more: Readonly<Record<string, string>> = {}): Program => {
    const program = lianxin(['start'], { DATA_DIR: dataDir, PORT: '0', ...more });
    started.push(program);
    return program;
  };
  /** What the screen says: the address, the password and the names of the accounts. */
  const screenOf = async (program: Program): Promise<{ url: string; password: string; names: string[] }> => {
    const [, url = ''] = await program.says(/GraphiQL\s+(http:\/\/\S+)\/graphiql/, 150_000);
    const [, password = '', people = ''] = await program.says(/Demo accounts, password (\S+)\n([\s\S]+?)\n\n/);
    return { url, password, names: people.split('\n').map((line) => line.trim().split(/\s/)[0] ?? '') };
  };
  const rolesOf = async (url: string, username: string, password: string): Promise<unknown> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: clientOperation('SignIn'), variables: { input: { username, password } } }),
    });
    const answer = (await response.json()) as { data: { signIn: { code?: string; viewer?: { roles: string[] } } } };
    return answer.data.signIn.code ?? answer.data.signIn.viewer?.roles;
  };
  const suggestions = async (): Promise<number> => {
    const url = attachToRunning(dataDir);
    if (url === undefined) return 0;
    try {
      const db = await openDb({ url, schema: 'suggestions', poolSize: 1 });
      const asked = db.queryText<{ n: number }>('select count(*)::int as n from suggestions.suggestion');
      const [row] = await asked.finally(() => db.close());
      return row?.n ?? 0;
    } catch {
      return 0; // not there yet
    }
  };

  it('gives up the first start when it is asked to stop, and leaves nothing running', async () => {
    const program = begin();
    const ended = program.ended.then(() => true);
    while ((await suggestions()) === 0) {
      const isOver = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20, false))]);
      if (isOver) throw new Error(program.output.stderr);
    }
    program.signal('SIGINT');
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.output.stdout).toContain('Stopping…');
    expect(program.output.stdout).not.toContain('is ready');
    expect(program.output.stderr).toBe('');
    expect(existsSync(join(dataDir, 'instance.json'))).toBe(false);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('takes it up again, with the password that DEMO_PASSWORD names, which it writes nowhere', async () => {
    const program = begin({ DEMO_PASSWORD: 'named-by-the-environment' });
    const { url, password, names } = await screenOf(program);
    expect(password).toBe('named-by-the-environment');
    expect(names).toEqual(['constituent', 'representative', 'liaison', 'unit', 'office', 'inspector', 'analyst']);
    expect(await rolesOf(url, 'liaison', password)).toEqual(['LIAISON_OFFICER']);
    expect(await suggestions()).toBeGreaterThan(400);
    for (const name of readdirSync(dataDir).filter((each) => each !== 'postgres'))
      expect(readFileSync(join(dataDir, name), 'utf8')).not.toContain(password);
    expect((await program.stop()).code).toBe(0);
  });

  it('shows a password that holds when the environment names none, the same at every start', async () => {
    const program = begin();
    const { url, password, names } = await screenOf(program);
    expect(password).not.toBe('named-by-the-environment');
    const roles = await Promise.all(names.map((name) => rolesOf(url, name, password)));
    expect(roles).toEqual([
      ['CONSTITUENT'],
      ['REPRESENTATIVE'],
      ['LIAISON_OFFICER'],
      ['UNIT_CLERK'],
      ['OFFICE_CLERK'],
      ['INSPECTOR'],
      ['ANALYST'],
    ]);
    expect(await rolesOf(url, 'office', 'named-by-the-environment')).toBe('BAD_CREDENTIALS');
    expect((await program.stop()).code).toBe(0);
    const again = begin();
    expect((await screenOf(again)).password).toBe(password);
    expect((await again.stop()).code).toBe(0);
  });

  it('shows a password that holds after another one was named in between', async () => {
    const named = begin({ DEMO_PASSWORD: 'another-one' });
    const there = await screenOf(named);
    expect(await rolesOf(there.url, 'analyst', 'another-one')).toEqual(['ANALYST']);
    expect((await named.stop()).code).toBe(0);
    const program = begin();
    const { url, password } = await screenOf(program);
    expect(await rolesOf(url, 'analyst', password)).toEqual(['ANALYST']);
    expect((await program.stop()).code).toBe(0);
  });
});
