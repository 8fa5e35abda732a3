import { randomUUID } from 'node:crypto';
import { LocalFeed, readLog } from '@lianxin/events';
import type { GatewaySubgraph } from '@lianxin/gateway';
import type { World } from './gateway-world.js';
import { counted, followersOfSuite } from './followers.js';
import { stubSubgraphs } from './stub-subgraphs.js';

describe('a group that works early', () => {
  const suite = followersOfSuite();
  const { calls, follower, metric } = suite;
  let world: World;
  beforeAll(() => void (world = suite.world));

  /** An officer in a group of a gateway beside a relay, who has had one event. */
  async function besideRelay() {
    const feed = new LocalFeed();
    const { url } = await world.another({ feed, subgraphs: counted(calls) });
    const officer = await follower('officer-s1-a', { stationId: 's1' }, url);
    await metric('live_groups', 1, url);
    await world.transition('before');
    await officer.received(1);
    calls.count = 0;
    return { feed, officer };
  }

  /** The group has asked whether the suggestion may be seen, and for it. */
  const untilExecuted = async (): Promise<void> => {
    while (calls.count < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('works while the relay commits, and delivers what was committed only', async () => {
    const { feed, officer } = await besideRelay();
    const [event] = (await readLog(world.db, { after: 0, limit: 1_000 })).slice(-1);
    if (!event) throw new Error('an empty log');
    feed.expect([{ ...event, position: event.position + 1, eventId: randomUUID() }]);
    await untilExecuted();
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
});
