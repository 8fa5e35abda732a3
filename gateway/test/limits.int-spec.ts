import { turns } from '@lianxin/federation-engine';
import { defaultGatewayLimits } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import { type FaceBody, faces, sendOver } from './every-face.js';
import { createWorld, type World } from './gateway-world.js';
import { rawSocket } from './raw-socket.js';
import { turnsOfDocuments } from './turns-of-documents.js';

const { depth, aliases, nesting, rootFields, selections, tokens, variableDepth } = defaultGatewayLimits;
const times = (count: number, make: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => make(n)).join(' ');
const nested = (levels: number, list: unknown = 'x'): unknown => (levels === 0 ? list : nested(levels - 1, [list]));

/** By the name of each limit the smallest document, or variables, that are beyond it. */
const beyond: Readonly<Record<string, { readonly body: FaceBody; readonly code: string }>> = {
  documentBytes: { body: { query: `{ __typename } # ${'人'.repeat(1_400)}` }, code: 'OPERATION_TOO_LARGE' },
  tokens: { body: { query: `{ ${times(tokens - 1, () => 'a')} }` }, code: 'OPERATION_TOO_LARGE' },
  nesting: {
    body: { query: `${times(nesting + 1, () => '{ a')} ${'}'.repeat(nesting + 1)}` },
    code: 'OPERATION_TOO_DEEP',
  },
  depth: { body: { query: `${times(depth + 1, () => '{ a')} ${'}'.repeat(depth + 1)}` }, code: 'OPERATION_TOO_DEEP' },
  aliases: {
    body: { query: `{ viewer { ${times(aliases + 1, (n) => `a${n}: id`)} } }` },
    code: 'OPERATION_TOO_LARGE',
  },
  rootFields: { body: { query: `{ ${times(rootFields + 1, () => '__typename')} }` }, code: 'OPERATION_TOO_LARGE' },
  selections: { body: { query: `{ viewer { ${times(selections, () => 'id')} } }` }, code: 'OPERATION_TOO_LARGE' },
  fragments: {
    body: {
      query: `{ ...F0 } ${times(20, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F20 on Query { __typename }`,
    },
    code: 'OPERATION_TOO_LARGE',
  },
  variableDepth: {
    body: { query: 'query($id: ID!) { suggestion(id: $id) { id } }', variables: { id: nested(variableDepth + 1) } },
    code: 'BAD_USER_INPUT',
  },
};

describe('the limits of every face', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ limits: { documentBytes: 4_096, messagesPerMinute: 1_000 } });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  describe.each(faces)('%s', (face) => {
    it.each(Object.entries(beyond))('refuses what is beyond the limit of %s', async (limit, { body, code }) => {
      const answer = await sendOver(face, world.url, body);
      expectErrorCode(answer, code);
      const named = answer.errors?.[0]?.extensions['limit'];
      if (named !== undefined) expect(named).toBe(limit === 'fragments' ? 'selections' : limit);
      if (face !== 'WebSocket' && code.startsWith('OPERATION_')) expect(answer.status).toBe(400);
    });

    it('takes what is just within them', async () => {
      const within = [
        `{ ${times(rootFields, () => '__typename')} }`,
        `{ viewer { ${times(aliases, (n) => `a${n}: id`)} } }`,
        `{ viewer { ${times(selections - 1, () => 'id')} } }`,
      ];
      for (const query of within) expectOk(await sendOver(face, world.url, { query }));
    });
  });
});

describe('the limits of a socket', () => {
  const feed = 'subscription { stationFeed(stationId: "s1") { cursor } }';
  const slow = { query: feed };
  let world: World;
  let token: string;
  beforeAll(async () => {
    world = await createWorld({ limits: { messagesPerMinute: 300 } });
    await world.account('office', [{ role: Role.OFFICE_CLERK }]);
    token = await world.tokenOf('office');
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const talking = async (url: string) => {
    const socket = rawSocket<readonly { extensions: { code: string } }[]>(url);
    await socket.opened;
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await socket.until(1);
    return socket;
  };

  it('are 100 operations at a time: the 101st is refused, and has room when another ends', async () => {
    const socket = await talking(world.url);
    for (let n = 1; n <= 101; n += 1) socket.send({ id: `${n}`, type: 'subscribe', payload: slow });
    expect((await socket.until(2))[1]).toMatchObject({
      id: '101',
      type: 'error',
      payload: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }],
    });
    socket.send({ id: '1', type: 'complete' });
    socket.send({ id: '102', type: 'subscribe', payload: { query: '{ __typename }' } });
    const [, , next] = await socket.until(3);
    expect(next).toMatchObject({ id: '102', type: 'next' });
    expect(socket.client.readyState).toBe(socket.client.OPEN);
    socket.client.terminate();
  });

  it('are 100 messages a minute: the 101st closes it', async () => {
    expect(defaultGatewayLimits.messagesPerMinute).toBe(100);
    const { url } = await world.another();
    const socket = await talking(url);
    for (let n = 2; n <= 100; n += 1) socket.send({ type: 'ping' });
    expect(await socket.until(100)).toHaveLength(100);
    expect(socket.client.readyState).toBe(socket.client.OPEN);
    socket.send({ type: 'ping' });
    expect((await socket.closed).code).toBe(4429);
  });

  it('are 64 KiB a frame, also when it comes in pieces', async () => {
    const message = (bytes: number): string => {
      const empty = JSON.stringify({ type: 'ping', payload: { x: '' } }).length;
      return JSON.stringify({ type: 'ping', payload: { x: 'x'.repeat(bytes - empty) } });
    };
    const socket = await talking(world.url);
    socket.client.send(message(64 * 1024));
    expect((await socket.until(2))[1]).toMatchObject({ type: 'pong' });
    const text = message(64 * 1024 + 1);
    socket.client.send(text.slice(0, 60_000), { fin: false });
    socket.client.send(text.slice(60_000), { fin: true });
    expect((await socket.closed).code).toBe(1009);
  });

  it('have the work of one connection wait for itself, over every face', async () => {
    const socket = await talking(world.url);
    const spied = jest.spyOn(turns, 'next');
    const callersOf = async (work: () => Promise<unknown>): Promise<Set<unknown>> => {
      spied.mockClear();
      await work();
      return new Set(spied.mock.calls.map(([caller]) => caller));
    };
    const overSocket = await callersOf(() => {
      for (const id of ['1', '2']) {
        socket.send({ id, type: 'subscribe', payload: { query: `{ caller${id}: mainStation { id } }` } });
      }
      return socket.until(5);
    });
    const overHttp = await callersOf(() => world.post({ query: '{ callerHttp: mainStation { id } }' }));
    spied.mockRestore();
    socket.client.terminate();
    expect([overSocket.size, overHttp.size, new Set([...overSocket, ...overHttp, undefined]).size]).toEqual([1, 1, 3]);
  });

  it('let everybody else have a turn between two operations that come in one go', async () => {
    const socket = await talking(world.url);
    const seen = await turnsOfDocuments(world.gateway, () => {
      for (let n = 1; n <= 50; n += 1) {
        socket.send({ id: `${n}`, type: 'subscribe', payload: { query: `{ nothing ${'n'.repeat(n)}: nothing }` } });
      }
      return socket.until(51);
    });
    socket.client.terminate();
    expect(seen).toHaveLength(50);
    expect(new Set(seen).size).toBe(50);
  });

  it('hold for documents that the frame lets through', async () => {
    const socket = await talking(world.url);
    const query = `{ __typename } #${'x'.repeat(65_000)}`;
    socket.send({ id: '1', type: 'subscribe', payload: { query } });
    expect((await socket.until(2))[1]).toMatchObject({ id: '1', type: 'next' });
    socket.client.terminate();
  });

  it('are not to be had by names that objects inherit', async () => {
    const socket = await talking(world.url);
    for (const [n, id] of ['__proto__', 'constructor', 'toString'].entries()) {
      socket.send({ id, type: 'subscribe', payload: { query: '{ __typename }' } });
      const messages = await socket.until(3 + 2 * n);
      expect(messages.at(-2)).toMatchObject({ id, type: 'next', payload: { data: { __typename: 'Query' } } });
    }
    socket.client.terminate();
  });

  type Talking = Awaited<ReturnType<typeof talking>>;
  it.each([
    ['binary', (socket: Talking) => socket.client.send(Buffer.from('{}')), 1003],
    ['no JSON', (socket: Talking) => socket.client.send('{'), 4400],
    ['a second introduction', (socket: Talking) => socket.send({ type: 'connection_init' }), 4429],
    [
      'two operations of one name',
      (socket: Talking) => ['a', 'a'].forEach((id) => socket.send({ id, type: 'subscribe', payload: slow })),
      4409,
    ],
  ])('take nothing that is %s', async (_, say, code) => {
    const socket = await talking(world.url);
    say(socket);
    expect((await socket.closed).code).toBe(code);
    expectOk(await sendOver('WebSocket', world.url, { query: '{ __typename }' }));
  });
});

describe('the limit of all streams', () => {
  it('is one number for sockets and event streams', async () => {
    await using world = await createWorld({ limits: { streams: 2 } });
    await world.account('office', [{ role: Role.OFFICE_CLERK }]);
    const token = await world.tokenOf('office');
    const query = 'subscription { stationFeed(stationId: "s1") { cursor } }';
    const socket = rawSocket(world.url);
    await socket.opened;
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await socket.until(1);
    for (const id of ['1', '2']) socket.send({ id, type: 'subscribe', payload: { query } });
    const gauge = /^lianxin_live_subscribers 2$/m;
    while (!gauge.test(await (await fetch(`${world.url}/metrics`)).text())) await new Promise((r) => setTimeout(r, 10));
    for (const face of ['SSE', 'WebSocket'] as const) {
      expectErrorCode(await sendOver(face, world.url, { query }, token), 'TOO_MANY_REQUESTS');
    }
    socket.client.terminate();
  });
});

describe('the operations of a caller', () => {
  it('run three at a time, and hold up nobody else', async () => {
    await using world = await createWorld();
    const tokens: string[] = [];
    for (const name of ['busy', 'other']) {
      await world.account(name, [{ role: Role.OFFICE_CLERK }]);
      tokens.push(await world.tokenOf(name));
    }
    const { engine } = world.gateway;
    const runText = engine.runText.bind(engine);
    const begun: string[] = [];
    const gate = Promise.withResolvers<void>();
    jest.spyOn(engine, 'runText').mockImplementation(async (prepared, variables, request, signal) => {
      begun.push(request.principal?.displayName ?? '');
      await gate.promise;
      return runText(prepared, variables, request, signal);
    });
    const ask = (token: string | undefined) =>
      world.post({ query: '{ viewer { id } }' }, { authorization: `Bearer ${token}` });
    const answers = Array.from({ length: 10 }, () => ask(tokens[0]));
    while (begun.length < 3) await new Promise(setImmediate);
    answers.push(ask(tokens[1]));
    while (new Set(begun).size < 2) await new Promise(setImmediate);
    expect(begun).toHaveLength(4);
    gate.resolve();
    for (const answer of await Promise.all(answers)) expectOk(answer);
    expect(begun).toHaveLength(11);
    jest.restoreAllMocks();
  });
});
