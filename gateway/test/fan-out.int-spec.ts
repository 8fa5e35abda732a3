import type { World } from './gateway-world.js';
import { feedOf, followersOfSuite, usual } from './followers.js';

describe('the fan-out', () => {
  const suite = followersOfSuite();
  const { calls, closers, follower, metric } = suite;
  let world: World;
  beforeAll(() => void (world = suite.world));

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
