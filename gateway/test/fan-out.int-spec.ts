import { randomUUID } from 'node:crypto';
import { LocalFeed, readLog } from '@lianxin/events';
import { type GatewaySubgraph } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import type { ClientOptions } from 'ws';
import { createWorld, type World } from './gateway-world.js';
import { rawSocket } from './raw-socket.js';
import { stubSubgraphs } from './stub-subgraphs.js';

interface Payload {
  readonly data?: { readonly stationFeed: { readonly cursor: string; readonly suggestion: { readonly id: string } } };
  readonly errors?: readonly { readonly extensions: { readonly code: string; readonly cursor?: string | null } }[];
}

const usual = 'cursor suggestion { id title }';
const feedOf = (selection: string): string =>
  `subscription($stationId: ID!, $after: String) { stationFeed(stationId: $stationId, after: $after) { ${selection} } }`;

/** Subgraphs that count what they are asked. */
function counted(calls: { count: number }): GatewaySubgraph[] {
  return stubSubgraphs().map((member) => ({
    ...member,
    transport: {
      ...member.transport,
      execute: (request) => {
        if (request.document.includes('_entities')) calls.count += 1;
        return member.transport.execute(request);
      },
    },
  }));
}

describe('the fan-out', () => {
  let world: World;
  const calls = { count: 0 };
  const closers: (() => void)[] = [];
  beforeAll(async () => {
    world = await createWorld({ subgraphs: counted(calls) });
    for (const station of ['s1', 's2'])
      for (const name of ['a', 'b'])
        await world.account(`officer-${station}-${name}`, [{ role: Role.LIAISON_OFFICER, stationId: station }]);
    await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: '330700000000' }]);
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) close();
    await metric('live_subscribers', 0);
    await metric('live_groups', 0);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  async function metric(name: string, value: number, url = world.url): Promise<void> {
    const gauge = new RegExp(`^lianxin_${name} ${value}$`, 'm');
    while (!gauge.test(await (await fetch(`${url}/metrics`)).text())) await new Promise((r) => setTimeout(r, 10));
  }

  /** A socket on which somebody follows a station. */
  async function follower(
    username: string,
    variables: object = { stationId: 's1' },
    url = world.url,
    options: ClientOptions = {},
    selection = usual,
  ) {
    const socket = rawSocket<Payload>(url, options);
    closers.push(() => socket.client.terminate());
    await socket.opened;
    const token = await world.tokenOf(username);
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await socket.until(1);
    socket.send({ id: 'x', type: 'subscribe', payload: { query: feedOf(selection), variables } });
    const nexts = (): Payload[] =>
      socket.messages.filter(({ type }) => type === 'next').flatMap(({ payload }) => payload ?? []);
    const ids = (): string[] => nexts().flatMap(({ data }) => data?.stationFeed.suggestion.id ?? []);
    return { ...socket, token, nexts, ids, received: (count: number) => socket.until(1 + count) };
  }

  it('runs and writes once for all who may see the same', async () => {
    const same = ['officer-s1-a', 'officer-s1-b', 'officer-s1-a', 'officer-s1-b', 'officer-s1-a'];
    const followers = await Promise.all(same.map((name) => follower(name)));
    await metric('live_subscribers', 5);
    await metric('live_groups', 1);
    calls.count = 0;
    await world.transition('one');
    await Promise.all(followers.map(({ received }) => received(1)));
    // Once whether it may be seen, once for its title.
    expect(calls.count).toBe(2);
    const texts = followers.map(({ messages }) => JSON.stringify(messages[1]));
    expect(new Set(texts).size).toBe(1);
    expect(followers[0]?.ids()).toEqual(['one']);
  });

  it('works while the relay commits, and delivers what was committed only', async () => {
    const feedOfRelay = new LocalFeed();
    const { url } = await world.another({ feed: feedOfRelay, subgraphs: counted(calls) });
    const officer = await follower('officer-s1-a', { stationId: 's1' }, url);
    await metric('live_groups', 1, url);
    await world.transition('before');
    await officer.received(1);
    const [event] = (await readLog(world.db, { after: 0, limit: 1_000 })).slice(-1);
    if (!event) throw new Error('an empty log');
    calls.count = 0;
    feedOfRelay.expect([{ ...event, position: event.position + 1, eventId: randomUUID() }]);
    while (calls.count < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    // Another event gets that position.
    await world.transition('after');
    await officer.received(2);
    expect(officer.ids()).toEqual(['before', 'after']);
    expect(calls.count).toBe(4);
  });

  it('asks for the station beside the suggestion, since the event names both', async () => {
    const { promise: isAsked, resolve: askStation } = Promise.withResolvers<void>();
    const subgraphs = stubSubgraphs().map((member) => ({
      ...member,
      transport: {
        ...member.transport,
        execute: async (request: Parameters<GatewaySubgraph['transport']['execute']>[0]) => {
          if (request.document.includes('on Station')) askStation();
          if (request.document.includes('title')) await isAsked;
          return member.transport.execute(request);
        },
      },
    }));
    const { url } = await world.another({ subgraphs });
    const officer = await follower(
      'officer-s1-a',
      { stationId: 's1' },
      url,
      {},
      'suggestion { id title station { name } }',
    );
    await metric('live_groups', 1, url);
    await world.transition('beside');
    await officer.received(1);
    expect(officer.nexts()[0]).toEqual({
      data: {
        stationFeed: { suggestion: { id: 'beside', title: 'title of beside', station: { name: 'station s1' } } },
      },
    });
  });

  it('never shares between visibility classes', async () => {
    const officer = await follower('officer-s1-a');
    const office = await follower('office');
    // The same words and variables, but another station in the token: refused before there is anything to share.
    const stranger = await follower('officer-s2-a');
    await stranger.received(1);
    expect(stranger.nexts()[0]?.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await metric('live_groups', 2);
    await world.transition('hidden-1');
    await world.transition('plain');
    await Promise.all([officer.received(1), office.received(2)]);
    expect(officer.ids()).toEqual(['plain']);
    expect(office.ids()).toEqual(['hidden-1', 'plain']);
    expect(stranger.ids()).toEqual([]);
  });

  it('takes in who resumes while events come, without gap or repeat', async () => {
    const first = await follower('officer-s1-a');
    await metric('live_groups', 1);
    const written = Array.from({ length: 300 }, (_, n) => `j${n}`);
    const joiners: Promise<Awaited<ReturnType<typeof follower>>>[] = [];
    const from: number[] = [];
    for (const [n, id] of written.entries()) {
      await world.transition(id);
      if (n % 30 !== 29) continue;
      await first.received(1);
      const [cursor] = first
        .nexts()
        .slice(-1)
        .map(({ data }) => data?.stationFeed.cursor);
      from.push(first.nexts().length);
      joiners.push(follower('officer-s1-b', { stationId: 's1', after: cursor }));
    }
    await first.received(written.length);
    expect(first.ids()).toEqual(written);
    for (const [n, joining] of joiners.entries()) {
      const joiner = await joining;
      await joiner.received(written.length - (from[n] ?? 0));
      expect(joiner.ids()).toEqual(written.slice(from[n]));
    }
    await metric('live_groups', 1);
    await world.transition('last');
    await Promise.all(joiners.map(async (joining, n) => (await joining).received(written.length - (from[n] ?? 0) + 1)));
    expect((await joiners[0])?.ids().at(-1)).toBe('last');
  });

  it('keeps nothing for a reader that stalls, and tells it where to go on', async () => {
    const strict = await world.another({ limits: { socketBytes: -1 } });
    const cut = await follower('officer-s1-a', { stationId: 's1' }, strict.url);
    await metric('live_groups', 1, strict.url);
    await world.transition('before');
    await cut.received(2);
    const [refused] = cut.nexts();
    expect(refused?.errors?.[0]?.extensions.code).toBe('RESYNC');
    expect(cut.messages.at(-1)?.type).toBe('complete');
    await metric('live_groups', 0, strict.url);
    const after = refused?.errors?.[0]?.extensions.cursor;
    const resumed = await follower('officer-s1-a', { stationId: 's1', after });
    await resumed.received(1);
    expect(resumed.ids()).toEqual(['before']);
  });

  it('cuts off whoever does not show that it reads, at the last event that it was given whole', async () => {
    const strict = await world.another({ limits: { unreadBytes: 1_000 } });
    const sent = Array.from({ length: 20 }, (_, index) => `unread-${index}`);
    const reading = await follower('officer-s1-a', { stationId: 's1' }, strict.url);
    const silent = await follower('officer-s1-b', { stationId: 's1' }, strict.url, { autoPong: false });
    await metric('live_subscribers', 2, strict.url);
    for (const [index, id] of sent.entries()) {
      // It says that it is there, and not what it has read.
      silent.client.pong();
      await world.transition(id);
      await reading.received(index + 1);
    }
    expect(reading.ids()).toEqual(sent);
    await metric('live_subscribers', 1, strict.url);
    while (silent.messages.at(-1)?.type !== 'complete') await silent.until(silent.messages.length + 1);
    const [error] = silent.nexts().at(-1)?.errors ?? [];
    expect(error?.extensions.code).toBe('RESYNC');
    const had = silent.ids();
    expect(had).toEqual(sent.slice(0, had.length));
    const resumed = await follower('officer-s1-b', { stationId: 's1', after: error?.extensions.cursor });
    await resumed.received(sent.length - had.length);
    expect([...had, ...resumed.ids()]).toEqual(sent);
  });

  it('tells a member whose session has ended nothing more, and the others everything', async () => {
    const leaving = await follower('officer-s1-a');
    const staying = await follower('officer-s1-b');
    await metric('live_subscribers', 2);
    await world.post({ query: 'mutation { signOut { signedOut } }' }, { authorization: `Bearer ${leaving.token}` });
    await world.transition('secret');
    await staying.received(1);
    expect(staying.ids()).toEqual(['secret']);
    await leaving.closed;
    expect(leaving.ids()).toEqual([]);
    expect(leaving.nexts()[0]?.errors?.[0]?.extensions.code).toBe('SESSION_ENDED');
  });

  it('writes the same result to event streams', async () => {
    const socket = await follower('officer-s1-a');
    const abort = new AbortController();
    closers.push(() => abort.abort());
    const response = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${await world.tokenOf('officer-s1-b')}`,
      },
      body: JSON.stringify({ query: feedOf(usual), variables: { stationId: 's1' } }),
      signal: abort.signal,
    });
    await metric('live_subscribers', 2);
    await metric('live_groups', 1);
    await world.transition('both');
    await socket.received(1);
    let text = '';
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    while (!text.includes('both')) text += (await reader?.read())?.value ?? '';
    expect(text).toContain(`event: next\ndata: ${JSON.stringify(socket.nexts()[0])}\n\n`);
  });
});
