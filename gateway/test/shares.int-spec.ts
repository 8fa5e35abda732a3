import { Role } from '@lianxin/subgraph-kit';
import { createWorld, type World } from './gateway-world.js';
import { rawSocket } from './raw-socket.js';

const feed = 'subscription { stationFeed(stationId: "s1") { cursor } }';

describe('the share of an account, and of an address', () => {
  let world: World;
  const closers: (() => void)[] = [];
  beforeAll(async () => {
    world = await createWorld({
      trustedProxies: ['127.0.0.1'],
      limits: { connectionsPerAddress: 3, connectionsPerAccount: 2, streamsPerAccount: 2 },
    });
    for (const name of ['one', 'other']) await world.account(name, [{ role: Role.LIAISON_OFFICER, stationId: 's1' }]);
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) close();
    await metric('sockets', 0);
    await metric('live_subscribers', 0);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  async function metric(name: string, value: number): Promise<void> {
    const gauge = new RegExp(`^lianxin_${name} ${value}$`, 'm');
    while (!gauge.test(await (await fetch(`${world.url}/metrics`)).text())) await new Promise((r) => setTimeout(r, 10));
  }

  function from(address: string) {
    const socket = rawSocket<{ errors?: { extensions: { code: string } }[] }>(world.url, {
      headers: { 'x-forwarded-for': address },
    });
    closers.push(() => socket.client.terminate());
    return socket;
  }

  async function signedIn(username: string, address: string) {
    const socket = from(address);
    await socket.opened;
    const authorization = `Bearer ${await world.tokenOf(username)}`;
    socket.send({ type: 'connection_init', payload: { authorization } });
    return socket;
  }

  const eventStream = async (username: string, address: string, signal: AbortSignal): Promise<number> => {
    const response = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        'x-forwarded-for': address,
        authorization: `Bearer ${await world.tokenOf(username)}`,
      },
      body: JSON.stringify({ query: feed }),
      signal,
    });
    if (!response.ok) await response.text();
    return response.status;
  };

  it('is three sockets of one address behind a proxy, and another address has its own', async () => {
    const held = [from('203.0.113.1'), from('203.0.113.1'), from('203.0.113.1')];
    await Promise.all(held.map(({ opened }) => opened));
    expect(await from('203.0.113.1').refused).toBe(429);
    await from('203.0.113.2').opened;
    held[0]?.client.terminate();
    await metric('sockets', 3);
    await from('203.0.113.1').opened;
  });

  it('is two connections of one account, sockets and event streams together', async () => {
    const first = await signedIn('one', '203.0.113.3');
    await first.until(1);
    const abort = new AbortController();
    closers.push(() => abort.abort());
    expect(await eventStream('one', '203.0.113.4', abort.signal)).toBe(200);
    const third = await signedIn('one', '203.0.113.5');
    expect(await third.closed).toEqual({ code: 4429, reason: 'Too many connections' });
    expect(await eventStream('one', '203.0.113.6', abort.signal)).toBe(429);
    await (await signedIn('other', '203.0.113.7')).until(1);
  });

  it('is two streams of one account on all its connections', async () => {
    const sockets = [await signedIn('one', '203.0.113.8'), await signedIn('one', '203.0.113.9')];
    for (const { until, send } of sockets) {
      await until(1);
      send({ id: 'a', type: 'subscribe', payload: { query: feed } });
    }
    await metric('live_subscribers', 2);
    sockets[0]?.send({ id: 'b', type: 'subscribe', payload: { query: feed } });
    const [, answer] = (await sockets[0]?.until(2)) ?? [];
    expect(answer?.payload?.errors?.[0]?.extensions.code).toBe('TOO_MANY_REQUESTS');
    sockets[1]?.send({ id: 'a', type: 'complete' });
    await metric('live_subscribers', 1);
    sockets[0]?.send({ id: 'c', type: 'subscribe', payload: { query: feed } });
    await metric('live_subscribers', 2);
  });
});
