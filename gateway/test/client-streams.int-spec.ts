import WebSocketOfWs from 'ws';
import type { WebSocketClass } from '@lianxin/client';
import { encodeCursor } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { type ClientWorld, createClientWorld, cursorOf, feed, read, resume, statusLog } from './client-world.js';
import { cuttingProxy } from './cutting-proxy.js';

/** A repeatable row of numbers from 0 to 1. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

describe('streams of @lianxin/client', () => {
  let own: ClientWorld;
  beforeAll(async () => {
    own = await createClientWorld();
  });
  afterAll(() => own[Symbol.asyncDispose]());

  it.each([
    ["Node's WebSocket", undefined],
    ['ws', WebSocketOfWs as unknown as WebSocketClass],
  ])('misses and repeats nothing, however often the network breaks: %s', async (name, WebSocket) => {
    await using proxy = await cuttingProxy(own.world.url);
    const stationId = `cut-${name.length}`;
    const after = await own.begin(stationId);
    const clients = [1, 2, 3].map(() => own.open({ url: `${proxy.url}/graphql`, WebSocket }));
    const streams = clients.flatMap((client) =>
      [1, 2].map(() => client.subscribe(feed, { stationId, after }, { resume })),
    );
    const count = 240;
    const reading = streams.map((stream) => read(stream, count));
    const roll = dice(name.length);
    for (let n = 0; n < count; n += 1) {
      await own.world.transition(`e${n}`, { stationId });
      // Now before anything has opened, now in the middle of a replay, now in a quiet moment.
      if (roll() < 0.15) proxy.cut();
      if (roll() < 0.05) await new Promise((resolve) => setTimeout(resolve, 100 * roll()));
    }
    const expected = await own.logged(stationId, after);
    expect(expected).toHaveLength(count);
    expect(await Promise.all(reading)).toEqual(streams.map(() => expected));
    expect(proxy.taken).toBeGreaterThan(clients.length);
    clients.forEach((client) => client.close());
  });

  it('opens one socket for all streams when the first is asked for, and closes it when the last is left', async () => {
    await using proxy = await cuttingProxy(own.world.url);
    const { seen, onStatus, next } = statusLog();
    const client = own.open({ url: `${proxy.url}/graphql`, onStatus, timing: { idleMs: 1 } });
    expect(proxy.taken).toBe(0);
    const after = await own.begin('shared');
    const [one, two] = [1, 2].map(() => client.subscribe(feed, { stationId: 'shared', after }, { resume }));
    await own.world.transition('a', { stationId: 'shared' });
    expect(await read(one!, 1)).toEqual(await read(two!, 1));
    expect(proxy.taken).toBe(1);
    const idle = next('idle');
    await Promise.all([one!.return(), two!.return()]);
    await idle;
    await own.following(0);
    expect(seen.map(({ state }) => state)).toEqual(['connecting', 'connected', 'idle']);
  });

  it('comes back to a gateway that was stopped and started on its port', async () => {
    const first = await own.world.another();
    const port = Number(new URL(first.url).port);
    const after = await own.begin('restarted');
    const { onStatus, next } = statusLog();
    const client = own.open({ url: `${first.url}/graphql`, onStatus });
    const stream = client.subscribe(feed, { stationId: 'restarted', after }, { resume });
    await own.world.transition('before', { stationId: 'restarted' });
    const seen = await read(stream, 1);
    const waiting = next('waiting');
    await first.gateway.close();
    await waiting;
    await own.world.transition('meanwhile', { stationId: 'restarted' });
    await own.world.another({}, port);
    await own.world.transition('later', { stationId: 'restarted' });
    seen.push(...(await read(stream, 2)));
    expect(seen).toEqual(await own.logged('restarted', after));
    client.close();
  });

  it('asks for another token when its session ends, and goes on where it was', async () => {
    await own.world.account('leaver', [{ role: Role.OFFICE_CLERK, regionCode: '330700000000' }]);
    const asked: (string | undefined)[] = [];
    const tokens = [await own.world.tokenOf('leaver'), await own.world.tokenOf('leaver')];
    const token = (refused?: string): string | undefined => {
      asked.push(refused);
      return refused === undefined ? tokens[0] : tokens[1];
    };
    const after = await own.begin('session');
    const client = own.open({ token });
    const streams = [1, 2].map(() => client.subscribe(feed, { stationId: 'session', after }, { resume }));
    await own.world.transition('in', { stationId: 'session' });
    const seen = await Promise.all(streams.map((stream) => read(stream, 1)));
    await own.world.post({ query: 'mutation { signOut { signedOut } }' }, { authorization: `Bearer ${tokens[0]}` });
    await own.world.transition('out', { stationId: 'session' });
    const rest = await Promise.all(streams.map((stream) => read(stream, 1)));
    const expected = await own.logged('session', after);
    expect(seen.map((begin, n) => [...begin, ...rest[n]!])).toEqual([expected, expected]);
    expect([...new Set(asked)]).toEqual([undefined, tokens[0]]);

    // There is no third: the refused token again ends the streams.
    await own.world.post({ query: 'mutation { signOut { signedOut } }' }, { authorization: `Bearer ${tokens[1]}` });
    for (const stream of streams) {
      await expect(stream.next()).rejects.toMatchObject({ name: 'GraphQLRequestError', code: 'SESSION_ENDED' });
      expect((await stream.next()).done).toBe(true);
    }
    client.close();
  });

  it('is told for good what it may not do, at the first attempt', async () => {
    const { seen, onStatus } = statusLog();
    const client = own.open({ onStatus });
    const anonymous = own.open({ token: () => undefined });
    await own.world.account('person', [{ role: Role.CONSTITUENT }]);
    const personToken = await own.world.tokenOf('person');
    const person = own.open({ token: () => personToken });
    const wrong = (text: string) => client.subscribe<unknown, object>(text, {});
    for (const [stream, code] of [
      [person.subscribe(feed, { stationId: 's1' }, { resume }), 'FORBIDDEN'],
      [anonymous.subscribe(feed, { stationId: 's1' }, { resume }), 'UNAUTHENTICATED'],
      [client.subscribe(feed, { stationId: 's1', after: 'nonsense' }, { resume }), 'INVALID_CURSOR'],
      [wrong('subscription { nothing }'), 'GRAPHQL_VALIDATION_FAILED'],
      [wrong('subscription {'), 'GRAPHQL_PARSE_FAILED'],
    ] as const) {
      await expect(stream.next()).rejects.toMatchObject({ code, requestId: expect.any(String) });
    }
    const other = own.open({ token: () => 'no.such.token' });
    await expect(other.subscribe(feed, { stationId: 's1' }).next()).rejects.toMatchObject({ code: 'SESSION_ENDED' });
    expect(seen.filter(({ state }) => state === 'waiting')).toEqual([]);
  });

  it('says so when there is no way back: RESYNC, or onGap and on from now', async () => {
    const client = own.open();
    const future = encodeCursor(99_999_999);
    const stranger = client.subscribe(feed, { stationId: 'gap', after: future }, { resume });
    await expect(stranger.next()).rejects.toMatchObject({ code: 'RESYNC', cursor: null });
    let gap = (): void => undefined;
    const told = new Promise<void>((resolve) => (gap = resolve));
    const goesOn = client.subscribe(feed, { stationId: 'gap', after: future }, { resume, onGap: () => gap() });
    await told;
    await own.following(1);
    const after = await own.begin('gap');
    expect(await read(goesOn, 1)).toEqual([after]);
    await goesOn.return();
    await own.following(0);

    await using proxy = await cuttingProxy(own.world.url);
    const far = own.open({ url: `${proxy.url}/graphql` });
    const withoutCursor = far.subscribe(feed, { stationId: 'gap' }, { resume });
    await own.following(1);
    proxy.cut();
    await expect(withoutCursor.next()).rejects.toMatchObject({ code: 'RESYNC', cursor: null });
  });

  it('stops a stream that nobody reads, and reads the rest from the log later', async () => {
    const { onStatus, next } = statusLog();
    const client = own.open({ onStatus, timing: { idleMs: 1 } });
    const after = await own.begin('slow');
    const connected = next('connected');
    const stream = client.subscribe(feed, { stationId: 'slow', after }, { resume, buffer: 8 });
    await connected;
    const idle = next('idle');
    for (let n = 0; n < 60; n += 1) await own.world.transition(`s${n}`, { stationId: 'slow' });
    await idle;
    await own.following(0);
    const expected = await own.logged('slow', after);
    expect(expected).toHaveLength(60);
    expect(await read(stream, 60)).toEqual(expected);
    await stream.return();

    const unread = client.subscribe(feed, { stationId: 'slow', after }, { buffer: 8 });
    expect(await read(unread, 8)).toHaveLength(8);
    await expect(read(unread, 60)).rejects.toMatchObject({ code: 'BUFFER_OVERFLOW' });
  });

  it('goes on when a gateway has told it to come back from a cursor', async () => {
    // No reader is quick enough for this one: whatever does not come from the log ends the stream.
    const hasty = await own.world.another({ limits: { socketBytes: -1 } });
    await using proxy = await cuttingProxy(hasty.url);
    const client = own.open({ url: `${proxy.url}/graphql` });
    const after = await own.begin('burst');
    const stream = client.subscribe(feed, { stationId: 'burst', after }, { resume });
    const seen: string[] = [];
    while (!proxy.received.includes('RESYNC')) {
      await Promise.all(Array.from({ length: 50 }, (_, n) => own.world.transition(`b${n}`, { stationId: 'burst' })));
      seen.push(...(await read(stream, 50)));
    }
    expect(seen).toEqual(await own.logged('burst', after));
    client.close();
  });

  it('finds out that a silent connection is dead', async () => {
    await using proxy = await cuttingProxy(own.world.url);
    const client = own.open({
      url: `${proxy.url}/graphql`,
      timing: { heartbeatMs: 50, connectMs: 200, backoff: { baseMs: 10, maxMs: 20 } },
    });
    const after = await own.begin('silent');
    const stream = client.subscribe(feed, { stationId: 'silent', after }, { resume });
    await own.world.transition('a', { stationId: 'silent' });
    const seen = await read(stream, 1);
    proxy.answers = 'hold';
    const { taken } = proxy;
    await own.world.transition('b', { stationId: 'silent' });
    // The first new connection gets no answer, either: opening has its own limit.
    await proxy.until(() => proxy.taken >= taken + 2);
    proxy.answers = 'pass';
    seen.push(...(await read(stream, 1)));
    expect(seen).toEqual(await own.logged('silent', after));
    client.close();
  });

  it('ends when it is left, aborted or closed, also while it waits', async () => {
    const client = own.open();
    const after = await own.begin('left');
    const abort = new AbortController();
    const aborted = client.subscribe(feed, { stationId: 'left', after }, { resume, signal: abort.signal });
    const left = client.subscribe(feed, { stationId: 'left', after }, { resume });
    const closed = client.subscribe(feed, { stationId: 'left', after }, { resume });
    const ends = [aborted, left, closed].map((stream) => stream.next());
    await own.following(3);
    abort.abort();
    await left.return();
    await own.following(1);
    client.close();
    await own.following(0);
    expect((await Promise.all(ends)).map(({ done }) => done)).toEqual([true, true, true]);
    expect(() => client.subscribe(feed, { stationId: 'left' })).toThrow('The client was closed');

    await own.world.transition('one', { stationId: 'left' });
    for await (const result of own.open().subscribe(feed, { stationId: 'left', after }, { resume })) {
      expect([cursorOf(result)]).toEqual(await own.logged('left', after));
      break;
    }
    await own.following(0);
  });
});
