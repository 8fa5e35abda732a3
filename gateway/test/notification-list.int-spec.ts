import { SuggestionAction as A } from '@lianxin/events';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import { type NotificationWorld, notificationPage as query, notificationWorld } from './notification-world.js';

const mark = 'mutation($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) { unreadCount } }';

describe('the list of notifications', () => {
  let given: NotificationWorld;
  beforeAll(async () => (given = await notificationWorld()));
  afterAll(() => given.world[Symbol.asyncDispose]());
  beforeEach(() => given.forget());

  it('shows of a suggestion what may be seen when it is read', async () => {
    await given.move({ suggestionId: 'hidden-1', action: A.ADMIT });
    expect((await given.of('owner')).edges[0]?.node).toMatchObject({ title: 'JH-7 was admitted', suggestion: null });
  });

  it('pages, filters and marks, again with the same end', async () => {
    for (const number of ['N1', 'N2', 'N3', 'N4', 'N5']) await given.move({ number, action: A.ADMIT });
    const first = await given.of('owner', { first: 2 });
    expect(first).toMatchObject({ unreadCount: 5, totalCount: 5, pageInfo: { hasNextPage: true } });
    const second = await given.of('owner', { first: 2, after: first.pageInfo.endCursor });
    expect([...first.edges, ...second.edges].map(({ node }) => node.title.slice(0, 2))).toEqual([
      'N5',
      'N4',
      'N3',
      'N2',
    ]);

    const read = (input: object, who = 'owner') => given.world.ask(given.gateway, who, mark, { input });
    const n4 = first.edges[1]!.node.id;
    for (let time = 0; time < 2; time += 1) {
      expect(expectOk(await read({ ids: [n4, 'x', '99999999'] }))).toEqual({
        markNotificationsRead: { unreadCount: 4 },
      });
    }
    expect(expectOk(await read({ ids: [n4] }, 'stranger'))).toEqual({ markNotificationsRead: { unreadCount: 0 } });
    const unread = await given.of('owner', { unreadOnly: true });
    expect(unread.totalCount).toBe(4);
    expect(unread.edges.map(({ node }) => node.title.slice(0, 2))).toEqual(['N5', 'N3', 'N2', 'N1']);
    const readAt = (await given.of('owner')).edges[1]?.node.readAt;
    given.world.clock.advance(60_000);
    for (let time = 0; time < 2; time += 1) {
      expect(expectOk(await read({ upTo: n4 }))).toEqual({ markNotificationsRead: { unreadCount: 1 } });
    }
    expect((await given.of('owner')).edges[1]?.node.readAt).toBe(readAt);
    expectErrorCode(await read({}), 'INVALID_INPUT');
    expectErrorCode(await read({ ids: [n4], upTo: n4 }), 'INVALID_INPUT');
    expectErrorCode(await given.world.ask(given.gateway, 'owner', query, { first: 101 }), 'PAGE_TOO_LARGE');
  });
});
