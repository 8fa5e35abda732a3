import { randomUUID } from 'node:crypto';
import { type Client, createClient, type Subscription, typed } from '@lianxin/client';
import {
  encodeCursor,
  mostNotifiedAtOnce,
  notificationReceived,
  SuggestionAction as A,
  SuggestionStatus as S,
  topic,
} from '@lianxin/events';
import type { Gateway } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import { expectOk } from '@lianxin/testing';
import { cuttingProxy } from './cutting-proxy.js';
import { moduleWorld, type ModuleWorld } from './module-world.js';

interface Arrived {
  readonly notificationReceived: {
    readonly cursor: string;
    readonly unreadCount: number | null;
    readonly notification: { readonly id: string; readonly title: string } | null;
  };
}

const arrivals = typed<Arrived, { after?: string }>(`subscription ($after: String) {
  notificationReceived(after: $after) { cursor unreadCount notification { id title } } }`);
const resume = { cursorOf: ({ notificationReceived }: Arrived) => notificationReceived.cursor };
const mark = 'mutation($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) { unreadCount } }';

type Stream = Subscription<Arrived>;

async function read(stream: Stream, count: number): Promise<Arrived['notificationReceived'][]> {
  const seen: Arrived['notificationReceived'][] = [];
  while (seen.length < count) {
    const { value } = (await stream.next()) as { value: { data: Arrived } };
    seen.push(value.data.notificationReceived);
  }
  return seen;
}

describe('notificationReceived', () => {
  let world: ModuleWorld;
  let gateway: Gateway;
  const ids: Record<string, string> = {};
  const clients: Client[] = [];

  beforeAll(async () => {
    world = await moduleWorld();
    gateway = await world.gateway({
      notifications: { databaseUrl: world.urlFor('notifications'), addressKey: Buffer.alloc(32, 5) },
    });
    for (const name of ['clerk', 'colleague'])
      ids[name] = await world.account(gateway, name, [{ role: Role.UNIT_CLERK, unitId: 'u1' }]);
    for (const name of ['owner', 'neighbour'])
      ids[name] = await world.account(gateway, name, [{ role: Role.CONSTITUENT }]);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await following(0);
    await world.db.queryText('truncate notifications.notification cascade');
  });
  afterAll(() => world[Symbol.asyncDispose]());

  async function following(count: number, groups = count): Promise<void> {
    const both = (text: string): boolean =>
      text.includes(`\nlianxin_live_subscribers ${count}\n`) && text.includes(`\nlianxin_live_groups ${groups}\n`);
    while (!both(await world.metrics(gateway))) await new Promise((r) => setTimeout(r, 10));
  }
  async function open(username: string, url = world.urlOf(gateway)): Promise<Client> {
    const token = await world.tokenOf(gateway, username);
    const timing = { backoff: { baseMs: 20, maxMs: 100 } };
    const client = createClient({ url: `${url}/graphql`, token: () => token, locale: 'en', timing });
    clients.push(client);
    return client;
  }
  /** A step that concerns the person who raised it, and nobody else; told when the promise settles. */
  async function admit(number: string, ownerId = ids['owner']!): Promise<void> {
    await world.transitions({ number, suggestionId: number, ownerId, action: A.ADMIT });
    await gateway.notifications?.catchUp();
    await world.relay.drain();
  }
  const titles = (seen: readonly Arrived['notificationReceived'][]): (string | undefined)[] =>
    seen.map(({ notification }) => notification?.title);

  it('tells each as it comes with the unread count, and misses none when the network breaks', async () => {
    await using proxy = await cuttingProxy(world.urlOf(gateway));
    const client = await open('owner', proxy.url);
    const stream = client.subscribe(arrivals, {}, { resume });
    await following(1);
    await admit('N0');
    const [first] = await read(stream, 1);
    expect(first).toMatchObject({ unreadCount: 1, notification: { title: 'N0 was admitted' } });
    const seen: Arrived['notificationReceived'][] = [];
    const numbers = Array.from({ length: 30 }, (_, n) => `N${n + 1}`);
    const reading = read(stream, numbers.length).then((all) => seen.push(...all));
    for (const [n, number] of numbers.entries()) {
      if (n % 7 === 3) proxy.cut();
      await admit(number);
    }
    await reading;
    expect(titles(seen)).toEqual(numbers.map((number) => `${number} was admitted`));
    expect(new Set(seen.map(({ cursor }) => cursor)).size).toBe(numbers.length);
    expect(proxy.taken).toBeGreaterThan(3);

    // A reader of yesterday: everything behind its cursor, once, with what is unread now.
    const later = (await open('owner')).subscribe(arrivals, { after: first!.cursor }, { resume });
    const again = await read(later, numbers.length);
    expect(again.map(({ notification }) => notification)).toEqual(seen.map(({ notification }) => notification));
    expect(again.at(-1)?.unreadCount).toBe(numbers.length + 1);
  });

  it('is never shared by two accounts, though they may see the same', async () => {
    const [clerk, desk, colleague] = await Promise.all(['clerk', 'clerk', 'colleague'].map((name) => open(name)));
    const follow = (client: Client | undefined): Stream => client!.subscribe(arrivals, {}, { resume });
    const [one, two, other] = [follow(clerk), follow(desk), follow(colleague)];
    // Two windows of one clerk share; the colleague of the same unit does not.
    await following(3, 2);
    const dispatch = async (number: string, actorId?: string): Promise<void> => {
      await world.transitions({
        number,
        suggestionId: number,
        action: A.DISPATCH,
        toStatus: S.DISPATCHED,
        leadUnitId: 'u1',
        ...(actorId !== undefined && { actorId }),
      });
      await gateway.notifications?.catchUp();
      await world.relay.drain();
    };
    await dispatch('D1');
    const begin = await Promise.all([one, two, other].map((stream) => read(stream, 1)));
    expect(begin.map(([seen]) => seen?.unreadCount)).toEqual([1, 1, 1]);
    expect(begin[0]).toEqual(begin[1]);
    // One event told both, and each has a notification of their own.
    expect(begin[2]![0]!.notification!.id).not.toBe(begin[0]![0]!.notification!.id);
    const input = { ids: [begin[0]![0]!.notification!.id] };
    expectOk(await world.ask(gateway, 'clerk', mark, { input }));

    // What one of them did is told to the other alone.
    await dispatch('D2', ids['clerk']);
    await dispatch('D3');
    expect(titles(await read(other, 2))).toEqual(['D2 was dispatched', 'D3 was dispatched']);
    const [own] = await read(one, 1);
    expect(own).toMatchObject({ unreadCount: 1, notification: { title: 'D3 was dispatched' } });

    // The log of another's topic is behind no cursor of theirs.
    const replay = (await open('clerk')).subscribe(arrivals, { after: encodeCursor(0) }, { resume });
    const all = await read(replay, 2);
    expect(titles(all)).toEqual(['D1 was dispatched', 'D3 was dispatched']);
    expect(all.map(({ notification }) => notification?.id)).not.toContain(begin[2]![0]!.notification!.id);
  });

  it('tells hundreds by a few events, each of them once', async () => {
    await world.db.queryText(
      `with clerk as (
         insert into identity.account (id, username, display_name, password_hash, grants_version, created_at)
         select gen_random_uuid(), 'crowd-' || n, 'crowd', 'none', 1, now() from generate_series(1, 250) n returning id)
       insert into identity.account_grant (account_id, role, unit_id) select id, 'UNIT_CLERK', 'u-crowd' from clerk`,
    );
    const [eventId] = await world.transitions({ action: A.DISPATCH, toStatus: S.DISPATCHED, leadUnitId: 'u-crowd' });
    await gateway.notifications?.catchUp();
    await world.relay.drain();
    const rows = await world.db.queryText<{ aggregate_version: number; topics: string[] }>(
      'select aggregate_version, topics from events.log where causation_id = $1 order by position',
      [eventId],
    );
    expect(rows.map(({ aggregate_version, topics }) => [aggregate_version, topics.length])).toEqual([
      [1, mostNotifiedAtOnce],
      [2, mostNotifiedAtOnce],
      [3, 250 - 2 * mostNotifiedAtOnce],
    ]);
    const told = await world.db.queryText<{ topic: string }>(
      `select 'notifications:' || account_id as topic from notifications.notification`,
    );
    expect(rows.flatMap(({ topics }) => topics).sort()).toEqual(told.map(({ topic }) => topic).sort());
  });

  it('says null of what is not kept any more, and RESYNC where the log cannot go on from', async () => {
    const client = await open('owner');
    const stream = client.subscribe(arrivals, {}, { resume });
    await following(1);
    await admit('G1');
    const [before] = await read(stream, 1);
    await stream.return();
    await admit('G2');
    await world.db.queryText('delete from notifications.notification');
    const resumed = client.subscribe(arrivals, { after: before!.cursor }, { resume });
    expect(await read(resumed, 1)).toMatchObject([{ notification: null, unreadCount: 0 }]);
    const unknown = client.subscribe(arrivals, { after: encodeCursor(99_999_999) }, { resume });
    await expect(unknown.next()).rejects.toMatchObject({ code: 'RESYNC', cursor: null });
  });

  it('loses no arrival whose notification and count cannot be read while it is delivered', async () => {
    const client = await open('owner');
    const stream = client.subscribe(arrivals, {}, { resume });
    await following(1);
    await admit('F1');
    await read(stream, 1);
    await world.db.queryText('alter table notifications.notification rename to taken_away');
    const about = { aggregateType: 'notification', aggregateVersion: 1, occurredAt: world.clock.now() };
    const ring = (eventId: string): Promise<void> =>
      world.write(
        notificationReceived.create({
          ...about,
          aggregateId: eventId,
          payload: { causeEventId: eventId, causeEventType: 'suggestion.transitioned' },
          topics: [topic.notifications(ids['owner']!)],
        }),
      );
    const unreadable = [randomUUID(), randomUUID()];
    for (const eventId of unreadable) await ring(eventId);
    const seen = await read(stream, 2);
    await world.db.queryText('alter table notifications.taken_away rename to notification');
    expect(seen).toEqual(unreadable.map(() => ({ cursor: expect.any(String), unreadCount: null, notification: null })));
    await admit('F2');
    expect(await read(stream, 1)).toMatchObject([{ unreadCount: 2, notification: { title: 'F2 was admitted' } }]);
  });

  it('asks who is there', async () => {
    const anonymous = createClient({ url: `${world.urlOf(gateway)}/graphql`, locale: 'en' });
    clients.push(anonymous);
    await expect(anonymous.subscribe(arrivals, {}, { resume }).next()).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});
