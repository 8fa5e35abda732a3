import { Role } from '@lianxin/subgraph-kit';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import WebSocket from 'ws';
import { createWorld, type World } from './gateway-world.js';

const feed = 'subscription { stationFeed(stationId: "s1") { suggestion { id title } } }';

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** What this spec asks of a client, whichever library it is of. */
interface Client extends AsyncDisposable {
  iterate(payload: { query: string; variables?: Record<string, unknown> }): AsyncIterableIterator<Result>;
}

describe('the clients of the protocols', () => {
  let world: World;
  let token: string;
  beforeAll(async () => {
    world = await createWorld();
    await world.account('office', [{ role: Role.OFFICE_CLERK }]);
    token = await world.tokenOf('office');
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const clients = {
    'graphql-ws': (url: string, authorization: string): Client => {
      const client = createSocketClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization },
        retryAttempts: 0,
      });
      return {
        iterate: (payload) => client.iterate(payload) as AsyncIterableIterator<Result>,
        [Symbol.asyncDispose]: async () => void (await client.dispose()),
      };
    },
    'graphql-sse, distinct connections': (url: string, authorization: string): Client => {
      const client = createSseClient({ url: `${url}/graphql`, headers: { authorization }, retryAttempts: 0 });
      return {
        iterate: (payload) => client.iterate(payload) as AsyncIterableIterator<Result>,
        [Symbol.asyncDispose]: async () => client.dispose(),
      };
    },
  };
  const following = async (count: number): Promise<void> => {
    const gauge = new RegExp(`^lianxin_live_subscribers ${count}$`, 'm');
    while (!gauge.test(await (await fetch(`${world.url}/metrics`)).text())) await new Promise((r) => setTimeout(r, 10));
  };
  const all = async (results: AsyncIterable<Result>): Promise<Result[]> => {
    const found: Result[] = [];
    for await (const result of results) found.push(result);
    return found;
  };

  describe.each(Object.entries(clients))('%s', (_, open) => {
    const opened = (): Client => open(world.url, `Bearer ${token}`);

    it('runs queries and mutations to their end', async () => {
      await using client = opened();
      expect(await all(client.iterate({ query: '{ viewer { displayName } }' }))).toEqual([
        { data: { viewer: { displayName: 'office 名' } } },
      ]);
      const query = 'mutation($text: String!) { echo(text: $text) }';
      expect(await all(client.iterate({ query, variables: { text: '连心' } }))).toEqual([{ data: { echo: '连心' } }]);
    });

    it('follows several subscriptions, and leaving one leaves the others', async () => {
      await using client = opened();
      const [one, two] = [client.iterate({ query: feed }), client.iterate({ query: feed })];
      const first = [one.next(), two.next()];
      await following(2);
      await world.transition('a');
      const event = { data: { stationFeed: { suggestion: { id: 'a', title: 'title of a' } } } };
      expect((await Promise.all(first)).map(({ value }) => value as Result)).toEqual([event, event]);
      await one.return?.();
      await following(1);
      const next = two.next();
      await world.transition('b');
      expect((await next).value).toMatchObject({ data: { stationFeed: { suggestion: { id: 'b' } } } });
      await two.return?.();
      await following(0);
    });

    it('hears why an operation failed while it ran, and that it is over', async () => {
      await using client = open(world.url, `Bearer ${token}`);
      const [failed, ...rest] = await all(client.iterate({ query: '{ broken }' }));
      expect(failed?.errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL' });
      expect(rest).toEqual([]);
    });

    it('is told at once that its token is none', async () => {
      await using client = open(world.url, 'Bearer none');
      await expect(client.iterate({ query: '{ __typename }' }).next()).rejects.toBeDefined();
    });

    it('leaves nothing behind when it goes', async () => {
      const client = opened();
      const pending = client.iterate({ query: feed }).next();
      pending.catch(() => undefined);
      await following(1);
      await client[Symbol.asyncDispose]();
      await following(0);
    });
  });

  it('know no single connection of graphql-sse', async () => {
    for (const [method, accept] of [
      ['PUT', 'text/event-stream'],
      ['PUT', '*/*'],
      ['DELETE', '*/*'],
    ] as const) {
      const answer = await fetch(`${world.url}/graphql`, { method, headers: { accept } });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
    }
    const withToken = { accept: 'text/event-stream', 'x-graphql-event-stream-token': 'x' };
    expect((await fetch(`${world.url}/graphql`, { headers: withToken })).status).toBe(400);
  });
});
