import { turns } from '@lianxin/federation-engine';
import { Role } from '@lianxin/subgraph-kit';
import { createWorld, type World } from './gateway-world.js';
import { rawSocket } from './raw-socket.js';

describe('messages on a socket', () => {
  let world: World;
  let token: string;
  beforeAll(async () => {
    world = await createWorld();
    await world.account('officer', [{ role: Role.LIAISON_OFFICER, stationId: 's1' }]);
    token = await world.tokenOf('officer');
  });
  afterAll(() => world[Symbol.asyncDispose]());

  async function metric(name: string, value: number): Promise<void> {
    const gauge = new RegExp(`^lianxin_${name} ${value}$`, 'm');
    while (!gauge.test(await (await fetch(`${world.url}/metrics`)).text())) await new Promise((r) => setTimeout(r, 10));
  }
  async function introduced() {
    const socket = rawSocket<Record<string, unknown>>(world.url);
    await socket.opened;
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await socket.until(1);
    return socket;
  }
  /** A document that was not planned before, so that to begin it takes its time. */
  const feed = (name: string): string =>
    `subscription ${name} { stationFeed(stationId: "s1") { ${name}: cursor suggestion { id title } } }`;

  it('leaves no stream behind when a subscription is left before it has begun', async () => {
    const socket = await introduced();
    for (let n = 0; n < 20; n += 1) {
      socket.send({ id: `${n}`, type: 'subscribe', payload: { query: feed(`left${n}`) } });
      socket.send({ id: `${n}`, type: 'complete' });
    }
    socket.send({ type: 'ping', payload: { last: true } });
    expect((await socket.until(2)).slice(1)).toEqual([{ type: 'pong', payload: { last: true } }]);
    await metric('live_subscribers', 0);
    socket.client.close();
  });

  it('begins operations in the order in which they came, however long one waits for its turn', async () => {
    const socket = await introduced();
    const other = await introduced();
    const ask = ({ send }: typeof socket, id: string, query: string): void =>
      send({ id, type: 'subscribe', payload: { query } });
    const known = '{ viewer { id } }';
    ask(other, 'known', known);
    await other.until(3);
    const held = Promise.withResolvers<void>();
    const turn = jest.spyOn(turns, 'next').mockImplementationOnce(() => held.promise);
    ask(socket, 'new', '{ viewer { nowhere } }');
    ask(socket, 'known', known);
    // Others do not wait for it.
    ask(other, 'again', known);
    await other.until(5);
    held.resolve();
    const seen = (await socket.until(4)).slice(1).map(({ id, type }) => `${id} ${type}`);
    turn.mockRestore();
    expect(seen).toEqual(['new error', 'known next', 'known complete']);
    socket.client.close();
    other.client.close();
  });

  it('answers under an id that is free again what was asked last', async () => {
    const socket = await introduced();
    const ask = (query: string): void => socket.send({ id: '1', type: 'subscribe', payload: { query } });
    ask('query A { viewer { id } }');
    socket.send({ id: '1', type: 'complete' });
    ask('query B { viewer { displayName } }');
    const [, next, complete] = await socket.until(3);
    expect(next).toEqual({ id: '1', type: 'next', payload: { data: { viewer: { displayName: 'officer 名' } } } });
    expect(complete).toEqual({ id: '1', type: 'complete' });
    socket.client.close();
  });

  it('leaves nothing behind when the socket goes while its operations begin', async () => {
    const socket = await introduced();
    await metric('sockets', 1);
    for (let n = 0; n < 20; n += 1)
      socket.send({ id: `${n}`, type: 'subscribe', payload: { query: feed(`gone${n}`) } });
    socket.client.terminate();
    await metric('sockets', 0);
    await metric('live_subscribers', 0);
    const still = await introduced();
    still.send({ id: '1', type: 'subscribe', payload: { query: feed('still') } });
    await metric('live_subscribers', 1);
    still.client.close();
    await metric('live_subscribers', 0);
  });

  it.each<[string, number, (send: (message: unknown) => void) => void]>([
    ['no JSON', 4400, (send) => send('{')],
    ['what is no message', 4400, (send) => send({ type: 'subscribe', id: '1' })],
    ['what only a server says', 4400, (send) => send({ type: 'complete_ack' })],
    ['an answer from a client', 4400, (send) => send({ type: 'next', id: '1', payload: { data: {} } })],
    ['a second introduction', 4429, (send) => send({ type: 'connection_init' })],
    [
      'an id that is taken',
      4409,
      (send) => {
        for (let times = 0; times < 2; times += 1)
          send({ id: 'x'.repeat(200), type: 'subscribe', payload: { query: feed('twice') } });
      },
    ],
  ])('is closed for %s with %i', async (_, code, say) => {
    const socket = await introduced();
    say((message) => socket.client.send(typeof message === 'string' ? message : JSON.stringify(message)));
    expect((await socket.closed).code).toBe(code);
    await metric('live_subscribers', 0);
  });

  it('is closed for a subscription before the introduction, and for a token that is none', async () => {
    const early = rawSocket(world.url);
    await early.opened;
    early.send({ id: '1', type: 'subscribe', payload: { query: feed('early') } });
    expect(await early.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
    const stranger = rawSocket(world.url);
    await stranger.opened;
    stranger.send({ type: 'connection_init', payload: { authorization: 'Bearer no.such.token' } });
    expect((await stranger.closed).code).toBe(4403);
  });
});
