import { openDb } from '@lianxin/database';
import { expectErrorCode } from '@lianxin/testing';
import type { World } from '../e2e-world.js';

const json = { 'content-type': 'application/json' };
const refused = { accept: 'application/graphql-response+json' };

/** Runs work while the table behind the work lists is not where it should be. */
async function withoutWorkLists(adminUrl: string, work: () => Promise<void>): Promise<void> {
  const db = await openDb({ url: adminUrl, schema: 'projects', poolSize: 1 });
  try {
    await db.queryText('alter table work_list rename to work_list_aside');
    await work().finally(() => db.queryText('alter table work_list_aside rename to work_list'));
  } finally {
    await db.close();
  }
}

/** The ways in, and what they refuse. */
export function describeFaces(world: () => World): void {
  describe('the faces', () => {
    it('tell health and numbers', async () => {
      const { get, send } = world();
      await send('office', 'Directory', { first: 1 });
      expect((await get('/health/live')).status).toBe(200);
      const ready = await get('/health/ready');
      expect([ready.status, await ready.json()]).toEqual([
        200,
        {
          status: 'ready',
          checks: {
            database: 'ok',
            log: 'ok',
            representatives: 'ok',
            stations: 'ok',
            suggestions: 'ok',
            projects: 'ok',
          },
        },
      ]);
      const metrics = await (await get('/metrics')).text();
      expect(metrics).toMatch(/^lianxin_operations_total\{kind="query",outcome="ok"\} [1-9]/m);
      expect(metrics).toMatch(/^lianxin_log_lag_events 0$/m);
      expect(metrics).toMatch(/^lianxin_relay_leaders 1$/m);
      expect(metrics).toMatch(/^lianxin_log_head_position [1-9]/m);
      expect(metrics).toMatch(/^lianxin_outbox_depth\{source="suggestions"\} \d+$/m);
      const consumer = 'schema="suggestions",consumer="directory"';
      expect(metrics).toMatch(new RegExp(`^lianxin_consumer_lag_events\\{${consumer}\\} \\d+$`, 'm'));
      expect(metrics).toMatch(new RegExp(`^lianxin_consumer_parked_events\\{${consumer}\\} 0$`, 'm'));
    });

    it('take JSON only, and mutations by POST only', async () => {
      const { url, get, post } = world();
      const body = JSON.stringify({ query: '{ viewer { id } }' });
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'application/json; charset=utf-16',
      ]) {
        expect((await post(body, { 'content-type': type })).status).toBe(415);
      }
      const mutation = await get(`/graphql?query=${encodeURIComponent('mutation { signOut { signedOut } }')}`);
      expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
      expect((await get(`/graphql?query=${encodeURIComponent('{ viewer { id } }')}`)).status).toBe(200);
      expect((await fetch(`${url}/graphql`, { method: 'DELETE' })).status).toBe(405);
      expect((await post('{"query":', json)).status).toBe(400);
    });

    it('refuse documents that are too deep, too large or unknown with a code', async () => {
      const { post } = world();
      const region = (depth: number): string => (depth === 0 ? 'code' : `parent { ${region(depth - 1)} }`);
      const documents = {
        [`{ region(code: "330702") { ${region(30)} } }`]: 'OPERATION_TOO_DEEP',
        [`{ ${'a {'.repeat(3_000)} b ${'}'.repeat(3_000)} }`]: 'OPERATION_TOO_DEEP',
        [`{ ${Array.from({ length: 100 }, (_, n) => `a${n}: viewer { id }`).join(' ')} }`]: 'OPERATION_TOO_LARGE',
        [`{ viewer { id } } # ${'x'.repeat(70_000)}`]: 'OPERATION_TOO_LARGE',
        '{ stationz { id } }': 'GRAPHQL_VALIDATION_FAILED',
        '{ viewer {': 'GRAPHQL_PARSE_FAILED',
      };
      for (const [query, code] of Object.entries(documents)) {
        const answer = await post({ query }, refused);
        expect(answer.status).toBe(400);
        expect(expectErrorCode(answer, code)).not.toMatch(/Did you mean/);
        expect(answer.errors?.[0]?.extensions['requestId']).toBeTruthy();
      }
      expect((await post({ query: 'x'.repeat(300_000) })).status).toBe(413);
    });

    it('hide what failed inside, and give the number it is found by', async () => {
      const { adminUrl, send } = world();
      await withoutWorkLists(adminUrl, async () => {
        const answer = await send(
          'office',
          'WorkLists',
          { first: 1 },
          { 'x-request-id': 'found-by-this', 'accept-language': 'en' },
        );
        expect(expectErrorCode(answer, 'INTERNAL')).toBe('Internal error; give the request id to the administrator.');
        expect(answer.errors?.[0]?.extensions).toMatchObject({ requestId: 'found-by-this', serviceName: 'projects' });
        expect(JSON.stringify(answer.errors)).not.toMatch(/work_list|relation|select|at .*\.[jt]s/);
        expect(answer.headers.get('x-request-id')).toBe('found-by-this');
      });
      expect((await send('office', 'WorkLists', { first: 1 })).errors).toBeUndefined();
    });

    it('speak the language of the caller, in errors and in refusals', async () => {
      const { cast, send } = world();
      const inLanguage = async (language: string): Promise<string[]> => {
        const headers = { 'accept-language': language };
        const error = expectErrorCode(
          await send('liaison', 'StationQueue', { stationId: cast.stationId, first: 500 }, headers),
          'PAGE_TOO_LARGE',
        );
        const refusal = await send(null, 'SignIn', { input: { username: 'none', password: 'none' } }, headers);
        return [error, refusal.data.signIn.message];
      };
      expect(await inLanguage('en-GB')).toEqual([
        'A page holds 1 to 100 items; ask for fewer with `first`.',
        'The user name or the password is wrong.',
      ]);
      expect(await inLanguage('zh-CN,zh;q=0.9')).toEqual(['每页 1 至 100 条,请减小 first。', '用户名或密码不正确。']);
    });
  });
}

/** The page that is served from our own files; only where the built program serves. */
export function describeGraphiql(world: () => World): void {
  describe('GraphiQL', () => {
    it('comes with a policy and everything it loads from here', async () => {
      const { get } = world();
      const page = await get('/graphiql');
      expect(page.status).toBe(200);
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'; script-src 'self'");
      expect(policy).not.toMatch(/https?:|unsafe-eval|script-src[^;]*unsafe-inline/);
      const html = await page.text();
      const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
      expect(loaded.length).toBeGreaterThan(1);
      for (const path of loaded) {
        expect(path).toMatch(/^\/graphiql\//);
        expect((await get(path)).status).toBe(200);
      }
      expect(html).not.toMatch(/https?:\/\//);
    });
  });
}
