import { Role } from '@lianxin/subgraph-kit';
import type WebSocket from 'ws';
import { createWorld, type World } from './gateway-world.js';
import { rawSocket } from './raw-socket.js';

const feed =
  'subscription($stationId: ID!, $after: String) { stationFeed(stationId: $stationId, after: $after) { cursor suggestion { id title } } }';

interface Result {
  readonly data: {
    readonly stationFeed: {
      readonly cursor: string;
      readonly suggestion: { readonly id: string; readonly title: string };
    };
  };
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}
interface SseEvent {
  readonly event: string;
  readonly data: Result | null;
}

/** Reads server-sent events from a response. */
async function* eventsOf(response: Response): AsyncGenerator<SseEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [event, data] = ['event', 'data'].map(
        (name) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(text.slice(0, end))?.[1],
      );
      text = text.slice(end + 2);
      if (event) yield { event, data: data ? (JSON.parse(data) as Result) : null };
    }
  }
}

describe('sockets and event streams', () => {
  let world: World;
  let token: string;
  beforeAll(async () => {
    world = await createWorld({ origins: ['https://portal.example'] });
    await world.account('officer', [{ role: Role.LIAISON_OFFICER, stationId: 's1' }]);
    token = await world.tokenOf('officer');
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const stream = (url: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
        ...headers,
      },
      body: JSON.stringify(body),
    });
  const following = async (url: string, count: number): Promise<void> => {
    const gauge = new RegExp(`^lianxin_live_subscribers ${count}$`, 'm');
    while (!gauge.test(await (await fetch(`${url}/metrics`)).text())) await new Promise((r) => setTimeout(r, 10));
  };

  const socket = (url: string, options?: WebSocket.ClientOptions) => rawSocket<Result>(url, options);

  it('streams over SSE and resumes behind a cursor', async () => {
    const first = eventsOf(await stream(world.url, { query: feed, variables: { stationId: 's1' } }));
    const pending = first.next();
    await following(world.url, 1);
    await world.transition('sse-1');
    const { event, data } = (await pending).value as SseEvent;
    expect([event, data?.data.stationFeed.suggestion.title]).toEqual(['next', 'title of sse-1']);
    await first.return(undefined);
    await following(world.url, 0);
    await world.transition('sse-2');
    const after = data?.data.stationFeed.cursor;
    const resumed = eventsOf(await stream(world.url, { query: feed, variables: { stationId: 's1', after } }));
    expect(((await resumed.next()).value as SseEvent).data?.data.stationFeed.suggestion.id).toBe('sse-2');
    await resumed.return(undefined);
  });

  it('answers anything over SSE, refusals too', async () => {
    const all = async (body: object, headers?: Record<string, string>) => {
      const events: SseEvent[] = [];
      for await (const event of eventsOf(await stream(world.url, body, headers))) events.push(event);
      return events;
    };
    const query = await all({ query: '{ viewer { displayName } }' });
    expect(query).toEqual([
      { event: 'next', data: { data: { viewer: { displayName: 'officer 名' } } } },
      { event: 'complete', data: null },
    ]);
    const refused = await all({ query: feed, variables: { stationId: 's2' } });
    expect(refused[0]?.data?.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(refused.at(-1)?.event).toBe('complete');
    expect((await all({ query: '{ nope }' }))[0]?.data?.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    const form = await stream(world.url, {}, { 'content-type': 'text/plain; application/json' });
    expect(form.status).toBe(415);
    expect((await stream(world.url, { query: '{ viewer { id } }' }, { authorization: 'Bearer x' })).status).toBe(401);
  });

  it('ends an SSE stream when its session ends', async () => {
    const own = await world.tokenOf('officer');
    const events = eventsOf(
      await stream(world.url, { query: feed, variables: { stationId: 's1' } }, { authorization: `Bearer ${own}` }),
    );
    const last = events.next();
    await following(world.url, 1);
    await world.post({ query: 'mutation { signOut { signedOut } }' }, { authorization: `Bearer ${own}` });
    expect(((await last).value as SseEvent).data?.errors?.[0]?.extensions.code).toBe('SESSION_ENDED');
    expect(((await events.next()).value as SseEvent).event).toBe('complete');
  });

  it('opens sockets for allowed origins and for programs', async () => {
    expect(await socket(world.url, { origin: 'https://evil.example' }).refused).toBe(403);
    for (const options of [{ origin: 'https://portal.example' }, {}]) {
      const allowed = socket(world.url, options);
      await allowed.opened;
      allowed.client.close();
    }
    expect(await socket(`${world.url}/elsewhere`).refused).toBe(404);
  });

  it('bounds frames, messages, subscriptions and waiting on a socket', async () => {
    const { url, gateway } = await world.another({
      limits: { messagesPerMinute: 8, subscriptionsPerSocket: 2, connectionInitMs: 300 },
    });
    const silent = socket(url);
    expect((await silent.closed).code).toBe(4408);

    const huge = socket(url);
    await huge.opened;
    huge.client.send('x'.repeat(65 * 1024));
    expect((await huge.closed).code).toBe(1009);

    const busy = socket(url);
    await busy.opened;
    busy.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await busy.until(1);
    for (const id of ['1', '2', '3']) {
      busy.send({ id, type: 'subscribe', payload: { query: feed, variables: { stationId: 's1' } } });
    }
    expect((await busy.until(2))[1]).toMatchObject({
      id: '3',
      type: 'error',
      payload: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }],
    });
    for (let n = 0; n < 8; n += 1) busy.send({ type: 'ping' });
    expect((await busy.closed).code).toBe(4429);
    expect(gateway.engine).toBeDefined();
  });

  it('runs queries and reports errors on a socket as over HTTP', async () => {
    const talk = socket(world.url);
    await talk.opened;
    talk.send({ type: 'connection_init' });
    await talk.until(1);
    talk.send({ id: 'bad', type: 'subscribe', payload: { query: '{ nope }' } });
    await talk.until(2);
    talk.send({ id: 'q', type: 'subscribe', payload: { query: '{ viewer { id } officeOnly }' } });
    const messages = await talk.until(4);
    expect(messages.find(({ id, type }) => id === 'q' && type === 'next')?.payload?.errors?.[0]).toMatchObject({
      message: '请先登录。',
      extensions: { code: 'UNAUTHENTICATED' },
    });
    talk.client.close();
  });

  it('tells its clients to come back when it closes, and finishes what is under way', async () => {
    const { gateway, url } = await world.another();
    const waiting = socket(url);
    await waiting.opened;
    waiting.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await waiting.until(1);
    waiting.send({ id: '1', type: 'subscribe', payload: { query: feed, variables: { stationId: 's1' } } });
    const sse = eventsOf(await stream(url, { query: feed, variables: { stationId: 's1' } }));
    const pending = sse.next();
    await following(url, 2);
    const begun = performance.now();
    await gateway.close();
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(await waiting.closed).toMatchObject({ code: 1001, reason: expect.stringContaining('cursor') });
    expect((await pending).done).toBe(true);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });
});
