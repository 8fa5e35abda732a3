import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, GraphQLRequestError, typed } from '@lianxin/client';
import { type ClientWorld, createClientWorld, timing } from './client-world.js';
import { cuttingProxy } from './cutting-proxy.js';

const viewer = typed<{ viewer: { displayName: string } | null }>('{ viewer { displayName } }');
const echo = typed<{ echo: string }, { text: string }>('mutation Echo($text: String!) { echo(text: $text) }');

describe('requests of @lianxin/client', () => {
  let own: ClientWorld;
  beforeAll(async () => {
    own = await createClientWorld();
  });
  afterAll(() => own[Symbol.asyncDispose]());

  /** How often a document has left for the gateway. */
  const times = (sent: string, word: string): number => sent.split(word).length - 1;

  it('brings typed data, also in part', async () => {
    const client = own.open();
    const { data, errors } = await client.request(viewer);
    expect([data.viewer?.displayName, errors]).toEqual(['officer 名', undefined]);
    expect((await client.request(echo, { text: '连心' })).data.echo).toBe('连心');
    const plain = await client.request<{ units: unknown[] }>('query A { units { id } } query B { broken }', undefined, {
      operationName: 'A',
    });
    expect(plain.data.units).toEqual([]);
    const partial = await own
      .open({ token: () => undefined })
      .request<{ scoped: null; mainStation: { id: string } }>('{ scoped mainStation { id } }');
    expect(partial.data).toEqual({ scoped: null, mainStation: { id: 's1' } });
    expect(partial.errors?.[0]?.path).toEqual(['scoped']);
  });

  it('throws what the gateway says when there are no data', async () => {
    const client = own.open();
    await expect(client.request('{ pickOne(first: "x") }')).rejects.toMatchObject({
      name: 'GraphQLRequestError',
      code: 'INVALID_INPUT',
      message: 'Invalid input: x',
      status: 200,
      requestId: expect.any(String),
      errors: [{ path: ['pickOne'] }],
    });
    await expect(client.request('{ nothing }')).rejects.toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
      status: 400,
    });
    await expect(own.open({ locale: 'zh' }).request('{ pickOne(first: "x") }')).rejects.toThrow('输入有误:x');
    const page = own.open({ url: `${own.world.url}/graphiql` });
    await expect(page.request(viewer)).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
    await expect(client.request(viewer, {}, { operationName: 'None' })).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it('sends a query again after a loss, and a mutation never', async () => {
    await using proxy = await cuttingProxy(own.world.url);
    const client = own.open({ url: `${proxy.url}/graphql` });
    proxy.answers = 'cut';
    const answer = client.request(viewer);
    await proxy.until(() => times(proxy.sent, 'displayName') >= 2);
    proxy.answers = 'pass';
    expect((await answer).data.viewer?.displayName).toBe('officer 名');

    proxy.answers = 'cut';
    await expect(client.request(echo, { text: 'only once' })).rejects.toMatchObject({
      code: 'NETWORK',
      status: undefined,
    });
    // Whatever would still be on its way has come before the answer to this.
    proxy.answers = 'pass';
    await client.request(viewer);
    expect(times(proxy.sent, 'only once')).toBe(1);

    const { sent } = proxy;
    proxy.answers = 'cut';
    await expect(client.request(viewer, {}, { retries: 2 })).rejects.toMatchObject({ code: 'NETWORK' });
    expect(times(proxy.sent.slice(sent.length), 'displayName')).toBe(3);
  });

  it('sends a mutation again that carries its key, always with the same', async () => {
    await using proxy = await cuttingProxy(own.world.url);
    const client = own.open({ url: `${proxy.url}/graphql` });
    const admit = typed<unknown, { input: object }>(
      'mutation ($input: AdmitSuggestionInput!) { admit(input: $input) { id } }',
    );
    proxy.answers = 'cut';
    const answer = client.request(admit, { input: { id: '1' } }, { idempotencyKey: 'key-1' });
    answer.catch(() => undefined);
    await proxy.until(() => times(proxy.sent, '"idempotencyKey":"key-1"') >= 2);
    proxy.answers = 'pass';
    // The stub graph does not know it; what counts is that it came.
    await expect(answer).rejects.toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });

    proxy.answers = 'cut';
    const two = 'mutation ($input: AdmitSuggestionInput!) { admit(input: $input) { id } signOut { signedOut } }';
    const input = { idempotencyKey: 'key-2' };
    await expect(client.request<unknown, object>(two, { input })).rejects.toMatchObject({ code: 'NETWORK' });
    expect(times(proxy.sent, 'key-2')).toBe(1);
    await expect(client.request(echo, { text: 'x' }, { idempotencyKey: 'k' })).rejects.toThrow(TypeError);
  });

  it('asks for another token once when the gateway refuses one, for all requests together', async () => {
    const asked: (string | undefined)[] = [];
    const client = own.open({
      token: async (refused) => {
        asked.push(refused);
        return refused === undefined ? 'no.such.token' : own.token;
      },
    });
    const answers = await Promise.all([client.request(viewer), client.request(echo, { text: 'x' })]);
    expect(answers.map(({ data }) => data)).toEqual([{ viewer: { displayName: 'officer 名' } }, { echo: 'x' }]);
    expect([...new Set(asked)]).toEqual([undefined, 'no.such.token']);
    const stubborn = own.open({ token: () => 'no.such.token' });
    await expect(stubborn.request(viewer)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
    expect((await stubborn.request(viewer, {}, { anonymous: true })).data.viewer).toBeNull();
  });

  it('gives up when it is told to: by signal, by time, by close', async () => {
    await using proxy = await cuttingProxy(own.world.url);
    proxy.answers = 'hold';
    const url = `${proxy.url}/graphql`;
    const abort = new AbortController();
    const client = own.open({ url });
    const aborted = client.request(viewer, {}, { signal: abort.signal });
    await proxy.until(() => proxy.sent.includes('displayName'));
    abort.abort(new Error('left the page'));
    await expect(aborted).rejects.toThrow('left the page');
    const closed = client.request(viewer);
    client.close();
    await expect(closed).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
    const hasty = own.open({ url, timing: { ...timing, requestMs: 30 } });
    await expect(hasty.request(echo, { text: 'after its time' })).rejects.toMatchObject({ code: 'TIMEOUT' });
    expect(times(proxy.sent, 'after its time')).toBe(1);
    const hanging = own.open({ token: () => new Promise(() => undefined) });
    const waiting = hanging.request(viewer, {}, { signal: AbortSignal.timeout(10) });
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('waits as long as a server asks, unless that is too long', async () => {
    // No gateway of ours answers so; a proxy in front of one does.
    const answers = [
      { status: 503, retryAfter: '0' },
      { status: 429, retryAfter: 'Thu, 01 Jan 1970 00:00:00 GMT' },
      { status: 200, retryAfter: undefined },
      { status: 503, retryAfter: '3600' },
    ];
    const server = createServer((_req, res) => {
      const { status = 500, retryAfter } = answers.shift() ?? {};
      res.writeHead(status, { ...(retryAfter !== undefined && { 'retry-after': retryAfter }) });
      res.end(status === 200 ? '{"data":{"viewer":null}}' : 'busy');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = createClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, timing });
    expect((await client.request(viewer)).data.viewer).toBeNull();
    const refused = await client.request(viewer).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(GraphQLRequestError);
    expect(refused).toMatchObject({ code: 'BAD_RESPONSE', status: 503, retryAfterMs: 3_600_000 });
    expect(answers).toEqual([]);
    client.close();
    await new Promise((resolve) => server.close(resolve));
  });
});
