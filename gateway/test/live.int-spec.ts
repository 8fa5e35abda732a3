import { randomUUID } from 'node:crypto';
import { encodeCursor } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { createWorld, type World } from './gateway-world.js';

interface Transition {
  readonly cursor: string;
  readonly suggestion: { readonly id: string };
}
interface Result {
  readonly data: Readonly<Record<'stationFeed' | 'suggestionProgress' | 'unitInbox', Transition>>;
  readonly errors?: readonly { message: string; path?: unknown; extensions?: Record<string, unknown> }[];
}

const feed = `subscription($stationId: ID!, $after: String) { stationFeed(stationId: $stationId, after: $after) {
  cursor at action fromStatus toStatus actor { role displayName } suggestion { id title } } }`;
const progress = 'subscription($id: ID!) { suggestionProgress(id: $id) { cursor suggestion { id title } } }';
const inbox = 'subscription($unitId: ID!) { unitInbox(unitId: $unitId) { suggestion { id } } }';

describe('live', () => {
  let world: World;
  const closers: (() => unknown)[] = [];
  beforeAll(async () => {
    world = await createWorld();
    await world.account('officer', [{ role: Role.LIAISON_OFFICER, stationId: 's1' }]);
    await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: '330700000000' }]);
    await world.account('clerk', [{ role: Role.UNIT_CLERK, unitId: 'u1' }]);
    await world.account('person', [{ role: Role.CONSTITUENT }]);
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  /** A subscription over a socket of its own; `closed` settles with the close code. */
  function subscribe(token: string | undefined, query: string, variables: object) {
    let onClosed: (code: number) => void = () => undefined;
    const closed = new Promise<number>((resolve) => (onClosed = resolve));
    const client = createClient({
      url: `${world.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazyCloseTimeout: 1_000,
      connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
      on: { closed: (event) => onClosed((event as { code: number }).code) },
    });
    closers.push(() => client.dispose());
    const events = client.iterate({ query, variables: { ...variables } }) as AsyncIterableIterator<unknown>;
    return { events, closed, next: async () => (await events.next()).value as Result };
  }

  async function metric(name: string, value: number, url = world.url): Promise<void> {
    const gauge = new RegExp(`^lianxin_${name} ${value}$`, 'm');
    while (!gauge.test(await (await fetch(`${url}/metrics`)).text())) await new Promise((r) => setTimeout(r, 10));
  }

  /** Waits until the gateway follows so many topics: a subscription has no other sign of having begun. */
  const following = (count: number, url?: string): Promise<void> => metric('live_subscribers', count, url);

  it('brings events with fields from another subgraph', async () => {
    const officer = subscribe(await world.tokenOf('officer'), feed, { stationId: 's1' });
    const first = officer.next();
    await following(1);
    await world.transition('a');
    expect((await first).data.stationFeed).toEqual({
      cursor: expect.any(String),
      at: '2026-03-05T00:00:00.000Z',
      action: 'ADMIT',
      fromStatus: 'COLLECTED',
      toStatus: 'ADMITTED',
      actor: { role: 'LIAISON_OFFICER', displayName: '李联络员' },
      suggestion: { id: 'a', title: 'title of a' },
    });
    await officer.events.return?.();
    await following(0);
  });

  it('resumes behind a cursor without gap or repeat, also while events keep coming', async () => {
    const token = await world.tokenOf('officer');
    const first = subscribe(token, feed, { stationId: 's9' });
    expect((await first.next()).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');

    const live = subscribe(token, feed, { stationId: 's1' });
    const begin = live.next();
    await following(1);
    await world.transition('start');
    const { cursor } = (await begin).data.stationFeed;
    await live.events.return?.();
    const ids = Array.from({ length: 130 }, (_, n) => `r${n}`);
    for (const id of ids.slice(0, 120)) await world.transition(id);
    const resumed = subscribe(token, feed, { stationId: 's1', after: cursor });
    const writing = (async () => {
      for (const id of ids.slice(120)) await world.transition(id);
    })();
    const seen: string[] = [];
    while (seen.length < ids.length) seen.push((await resumed.next()).data.stationFeed.suggestion.id);
    await writing;
    expect(seen).toEqual(ids);
  });

  it('passes over what the subscriber may not see', async () => {
    const officer = subscribe(await world.tokenOf('officer'), feed, { stationId: 's1' });
    const office = subscribe(await world.tokenOf('office'), feed, { stationId: 's1' });
    const forOfficer = officer.next();
    const forOffice = office.next();
    await following(2);
    await world.transition('hidden-1');
    await world.transition('plain');
    expect((await forOfficer).data.stationFeed.suggestion.id).toBe('plain');
    expect((await forOffice).data.stationFeed.suggestion.id).toBe('hidden-1');
  });

  it('answers a hidden suggestion exactly as a missing one', async () => {
    const token = await world.tokenOf('person');
    const [hidden, missing] = await Promise.all(
      ['hidden-2', 'missing-2'].map((id) => subscribe(token, progress, { id }).next()),
    );
    const shown = ({ errors }: Result) =>
      errors?.map((e) => [e.message, e.path, e.extensions?.code, e.extensions?.serviceName]);
    expect(shown(hidden!)).toEqual(shown(missing!));
    expect(shown(hidden!)?.[0]?.[2]).toBe('NOT_FOUND');
  });

  it('opens no source for a stranger: the graph itself keeps subscriptions closed', async () => {
    const asked = [
      ['stationFeed', feed, { stationId: 's1' }],
      ['suggestionProgress', progress, { id: 'a' }],
      ['unitInbox', inbox, { unitId: 'u1' }],
    ] as const;
    for (const [field, query, variables] of asked) {
      expect((await subscribe(undefined, query, variables).next()).errors?.[0]?.extensions).toMatchObject({
        code: 'UNAUTHENTICATED',
        coordinate: `Subscription.${field}`,
      });
    }
  });

  it('lets a unit follow its own inbox only', async () => {
    const token = await world.tokenOf('clerk');
    expect((await subscribe(token, inbox, { unitId: 'u2' }).next()).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const own = subscribe(token, inbox, { unitId: 'u1' });
    const event = own.next();
    await following(1);
    await world.transition('for-u1');
    expect((await event).data.unitInbox.suggestion.id).toBe('for-u1');
  });

  it('refuses broken cursors, and tells those from another log to start anew', async () => {
    const token = await world.tokenOf('officer');
    const broken = await subscribe(token, feed, { stationId: 's1', after: 'nonsense' }).next();
    expect(broken.errors?.[0]?.extensions?.code).toBe('INVALID_CURSOR');
    const future = encodeCursor(99_999_999);
    const stranger = await subscribe(token, feed, { stationId: 's1', after: future }).next();
    expect(stranger.errors?.[0]?.extensions).toMatchObject({ code: 'RESYNC', cursor: null });
    // Its position is there, and another event is in it: a log that was restored, or another database.
    const restored = encodeCursor(1, randomUUID());
    const other = await subscribe(token, feed, { stationId: 's1', after: restored }).next();
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'RESYNC', cursor: null });
  });

  it('ends streams and socket when the session ends, with no event after', async () => {
    const token = await world.tokenOf('officer');
    const stream = subscribe(token, feed, { stationId: 's1' });
    const next = stream.next();
    await following(1);
    await world.post({ query: 'mutation { signOut { signedOut } }' }, { authorization: `Bearer ${token}` });
    await world.transition('too-late');
    expect((await next).errors?.[0]?.extensions?.code).toBe('SESSION_ENDED');
    expect(await stream.closed).toBe(4403);
    await following(0);
  });

  it('ends streams when a role is lost, and when the token expires', async () => {
    const id = await world.account('demoted', [{ role: Role.INSPECTOR, regionCode: '330700000000' }]);
    const demoted = subscribe(await world.tokenOf('demoted'), feed, { stationId: 's1' });
    const lost = demoted.next();
    await following(1);
    await world.gateway.identity.setGrants(id, []);
    expect((await lost).errors?.[0]?.extensions?.code).toBe('SESSION_ENDED');
    await demoted.closed;

    const expiring = subscribe(await world.tokenOf('officer'), feed, { stationId: 's1' });
    const last = expiring.next();
    await following(1);
    world.clock.advance(16 * 60_000);
    expect((await last).errors?.[0]?.extensions?.code).toBe('SESSION_ENDED');
    expect(await expiring.closed).toBe(4403);
    const again = subscribe('no.such.token', feed, { stationId: 's1' });
    await expect(again.next()).rejects.toMatchObject({ code: 4403 });
  });

  it('tells a slow reader the cursor to resume from', async () => {
    const small = await world.another({ limits: { streamQueue: 3 } });
    const token = await world.tokenOf('office');
    const prepared = small.gateway.engine.prepare(feed);
    const answer = await fetch(`${small.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    expect(answer.status).toBe(200);
    const principal = { accountId: 'x', sessionId: 'y', displayName: 'z', roles: [Role.OFFICE_CLERK] };
    const context = { requestId: 'r', locale: 'en' as const, principal, session: null };
    const stream = small.gateway.engine.stream(prepared, { stationId: 's1' }, context)[Symbol.asyncIterator]();
    const first = stream.next();
    await following(1, small.url);
    await world.transition('slow-0');
    const { cursor } = ((await first).value as Result).data.stationFeed;
    for (let n = 1; n <= 8; n += 1) await world.transition(`slow-${n}`);
    await metric('log_lag_events', 0, small.url);
    const second = (await stream.next()).value as Result;
    expect(second.errors?.[0]?.extensions).toMatchObject({ code: 'RESYNC', cursor });
    expect((await stream.next()).done).toBe(true);
  });
});
