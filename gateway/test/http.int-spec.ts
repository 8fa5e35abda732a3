import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import { createWorld, type World } from './gateway-world.js';

describe('the HTTP faces', () => {
  let world: World;
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-graphiql-'));
  beforeAll(async () => {
    mkdirSync(join(folder, 'graphiql'));
    writeFileSync(join(folder, 'secret.js'), 'secret');
    writeFileSync(join(folder, 'graphiql', 'index.html'), '<title>GraphiQL</title>');
    writeFileSync(join(folder, 'graphiql', 'page.js'), 'export {}');
    world = await createWorld({ graphiqlDir: join(folder, 'graphiql'), limits: { bodyBytes: 4_096 } });
    await world.account('officer', [{ role: Role.LIAISON_OFFICER, stationId: 's1' }]);
    await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: '330700000000' }]);
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  const raw = (body: string, headers: Record<string, string>) =>
    fetch(`${world.url}/graphql`, { method: 'POST', body, headers });
  const get = (query: string) => fetch(`${world.url}/graphql?query=${encodeURIComponent(query)}`);
  /** The path as written, which `fetch` would tidy up first. */
  const statusOf = (path: string) =>
    new Promise<number>((resolve, reject) => {
      request(`${world.url}`, { path }, (res) => resolve(res.resume().statusCode ?? 0))
        .on('error', reject)
        .end();
    });

  it('keeps a sane request id and replaces another', async () => {
    const kept = await world.post({ query: '{ viewer { id } }' }, { 'x-request-id': 'abc-123' });
    expect(kept.headers.get('x-request-id')).toBe('abc-123');
    const replaced = await world.post({ query: '{ viewer { id } }' }, { 'x-request-id': '<b>' });
    expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('takes JSON in UTF-8 only', async () => {
    const body = JSON.stringify({ query: '{ viewer { id } }' });
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json; charset=utf-16',
      '',
    ]) {
      expect((await raw(body, { 'content-type': type })).status).toBe(415);
    }
    expect((await raw(body, { 'content-type': 'application/json; charset=UTF-8' })).status).toBe(200);
    expect((await raw('{"query":', { 'content-type': 'application/json' })).status).toBe(400);
    expect((await raw('[]', { 'content-type': 'application/json' })).status).toBe(400);
    expect((await raw('x'.repeat(5_000), { 'content-type': 'application/json' })).status).toBe(413);
  });

  it.each(['content-length: 1000000', 'transfer-encoding: chunked'])(
    'is heard by a client that listens only when it has sent its body, and stays connected (%s)',
    async (length) => {
      const socket = connect(Number(new URL(world.url).port), '127.0.0.1').pause();
      const post = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
      const isChunked = length.startsWith('transfer');
      const piece = isChunked ? `186a0\r\n${'x'.repeat(100_000)}\r\n` : 'x'.repeat(100_000);
      socket.write(`${post}${length}\r\n\r\n`);
      for (let sent = 0; sent < 10; sent++) {
        socket.write(piece);
        await setTimeout(20);
      }
      const answers = socket.setEncoding('utf8').iterator({ destroyOnReturn: false });
      const said = async (): Promise<string> => String((await answers.next()).value);
      expect(await said()).toMatch(/^HTTP\/1.1 413 [^]*4096 bytes/);
      socket.write(`${isChunked ? '0\r\n\r\n' : ''}${post}content-length: 2\r\n\r\n[]`);
      expect(await said()).toMatch(/^HTTP\/1.1 400 /);
      socket.destroy();
    },
  );

  it('runs queries over GET and nothing else', async () => {
    expect(await (await get('{ viewer { id } }')).json()).toEqual({ data: { viewer: null } });
    expect((await get('mutation { echo(text: "x") }')).status).toBe(405);
    expect((await get('subscription { stationFeed(stationId: "1") { at } }')).status).toBe(400);
    expect((await fetch(`${world.url}/graphql`, { method: 'DELETE' })).status).toBe(405);
  });

  it('does not take a broken token for a missing one', async () => {
    for (const authorization of ['Bearer x.y.z', 'Basic abc', 'Bearer', `Bearer ${await world.tokenOf('officer')}x`]) {
      const answer = await world.post({ query: '{ viewer { id } }' }, { authorization });
      expect(answer.status).toBe(401);
      expectErrorCode(answer, 'UNAUTHENTICATED');
    }
  });

  it('keeps fields closed that ask for a scope, and says so in the language of the request', async () => {
    const query = '{ viewer { id } scoped }';
    const stranger = await world.post({ query }, { 'accept-language': 'zh' });
    expect(stranger.data).toEqual({ viewer: null, scoped: null });
    expect(expectErrorCode(stranger, 'UNAUTHENTICATED')).toBe('请先登录。');
    const asked = async (who: string) =>
      world.post({ query: '{ scoped }' }, { authorization: `Bearer ${await world.tokenOf(who)}` });
    expect(expectErrorCode(await asked('officer'), 'FORBIDDEN')).toBe('Your role may not do this.');
    expect((await asked('office')).data).toEqual({ scoped: 'for offices' });
  });

  it('answers in the language of the request, with a code and without secrets', async () => {
    const query = '{ officeOnly }';
    expect(expectErrorCode(await world.post({ query }), 'UNAUTHENTICATED')).toBe('Sign in first.');
    const zh = await world.post({ query }, { 'accept-language': 'zh-CN' });
    expect(expectErrorCode(zh, 'UNAUTHENTICATED')).toBe('请先登录。');
    const placed = await world.post({ query: '{ pickOne(first: "why") }' }, { 'accept-language': 'zh' });
    expect(expectErrorCode(placed, 'INVALID_INPUT')).toBe('输入有误:why');
    const broken = await world.post({ query: '{ broken }' }, { 'x-request-id': 'broken-1' });
    expectErrorCode(broken, 'INTERNAL');
    expect(JSON.stringify(broken.errors)).not.toContain('secret_table');
    expect(broken.errors?.[0]?.extensions).toMatchObject({ requestId: 'broken-1' });
  });

  it('never answers 5xx for bad input', async () => {
    const deep = `{ ${'a { '.repeat(200)} b ${'} '.repeat(200)} }`;
    const documents = [
      '{',
      '{ nope }',
      deep,
      'query A { viewer { id } } query B { viewer { id } }',
      'fragment F on Query { __typename }',
    ];
    for (const query of documents) {
      const answer = await world.post({ query }, { accept: 'application/graphql-response+json' });
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/graphql-response+json');
      expect(answer.errors?.[0]?.extensions['requestId']).toBeDefined();
      expect(JSON.stringify(answer.errors)).not.toMatch(/Did you mean/);
    }
    expect((await world.post({ query: deep })).status).toBe(400);
    const wrong = { query: 'mutation($t: String!) { echo(text: $t) }', variables: { t: { __proto__: null } } };
    expectErrorCode(await world.post(wrong), 'BAD_USER_INPUT');
    expect(expectOk(await world.post({ ...wrong, variables: { t: '<script>\u0000' } }))).toEqual({
      echo: '<script>\u0000',
    });
  });

  it('serves the console from its own folder and nothing beside it', async () => {
    const page = await fetch(`${world.url}/graphiql`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect((await fetch(`${world.url}/graphiql/page.js`)).headers.get('content-type')).toContain('text/javascript');
    for (const path of [
      '/graphiql/../secret.js',
      '/graphiql/%2e%2e/secret.js',
      '/graphiql/..%2fsecret.js',
      '/graphiql//secret.js',
      '/nowhere',
    ]) {
      expect(await statusOf(path)).toBe(404);
    }
    expect(await (await fetch(world.url)).text()).toContain('href="/graphiql"');
    expect((await fetch(world.url, { method: 'POST' })).status).toBe(405);
  });

  it('tells its health and its numbers', async () => {
    expect((await fetch(`${world.url}/health/live`)).status).toBe(200);
    const ready = await fetch(`${world.url}/health/ready`);
    expect(await ready.json()).toEqual({
      status: 'ready',
      checks: { database: 'ok', log: 'ok', suggestions: 'ok', stations: 'ok', representatives: 'ok' },
    });
    const metrics = await (await fetch(`${world.url}/metrics`)).text();
    expect(metrics).toMatch(/lianxin_operations_total\{kind="query",outcome="ok"\} \d+/);
    expect(metrics).toMatch(/lianxin_log_lag_events 0/);
  });

  it('says that a port is taken', async () => {
    const port = Number(new URL(world.url).port);
    await expect(world.another({}, port)).rejects.toMatchObject({ code: 'PORT_IN_USE', details: { port } });
  });

  it('names the faults of a graph that does not compose', async () => {
    const [one] = world.gateway.supergraphSdl.match(/join__graph/) ?? [];
    expect(one).toBeDefined();
    const broken = { name: 'broken', sdl: 'type Query { viewer: Int }', transport: { execute: async () => ({}) } };
    await expect(world.another({ subgraphs: [broken] })).rejects.toMatchObject({
      code: 'BAD_CONFIGURATION',
      message: expect.stringContaining('viewer'),
    });
  });
});
