import { createClient, type Subscription } from '@lianxin/client';
import { openDb } from '@lianxin/database';
import { encodeCursor, readLog, topic } from '@lianxin/events';
import { describeWithNats, type NatsServer, startNatsServer } from '@lianxin/testing';
import { type Answered, type Client, clientOf, documentOf } from './client.js';
import { journeyIn } from './journey.js';
import { inTime } from './live-client.js';
import { type ServedParts, servedParts } from './served-parts.js';

/** A gateway with somebody who follows the station there. */
class Post {
  readonly client: Client;
  private readonly live;
  private readonly stream: Subscription<Answered>;
  readonly cursors: string[] = [];

  constructor(
    private readonly url: string,
    private readonly parts: ServedParts,
  ) {
    this.client = clientOf(url);
    this.live = createClient({ url: `${url}/graphql`, token: () => this.client.signIn('liaison') });
    const resume = { cursorOf: ({ stationFeed }: Answered): string => stationFeed.cursor };
    const variables = { stationId: parts.cast.stationId };
    this.stream = this.live.subscribe<Answered, object>(documentOf('StationFeed'), variables, { resume });
    void this.follow();
  }

  async has(name: string): Promise<number> {
    const line = new RegExp(`^${name.replaceAll(/[{}]/g, String.raw`\$&`)} (\\d+)$`, 'm');
    return Number(line.exec(await (await this.client.get('/metrics')).text())?.[1]);
  }

  /** Waits for a number in its metrics. */
  async shows(name: string, check: (value: number) => boolean): Promise<void> {
    const look = async (): Promise<void> => {
      while (!check(await this.has(name))) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await inTime(look(), `${this.url}: ${name}`);
  }

  /** Brings a suggestion to the station through this gateway. */
  collect(): Promise<Answered> {
    return journeyIn({ cast: this.parts.cast, send: this.client.send }).collect('liaison', { channel: 'PHONE' });
  }

  close(): void {
    this.live.close();
  }

  private async follow(): Promise<void> {
    for await (const { data } of this.stream) this.cursors.push(data.stationFeed.cursor);
  }
}

const heard = 'lianxin_broker_heard';
const brought = 'lianxin_log_tail_events_total{source="broker"}';

describeWithNats('two gateways, a relay and four subgraphs over NATS, each a process of its own', () => {
  const opened = new AsyncDisposableStack();
  let nats: NatsServer;
  let parts: ServedParts;
  let [here, there]: Post[] = [];
  beforeAll(async () => {
    nats = opened.use(await startNatsServer());
    parts = opened.use(await servedParts({ withRelay: true, withCrowd: false, settings: { NATS_URL: nats.url } }));
    const [first, second] = await Promise.all([parts.gateway(), parts.gateway()]);
    [here, there] = [first, second].map((url) => new Post(url, parts));
    for (const post of posts()) {
      opened.defer(() => post.close());
      await post.shows('lianxin_live_subscribers', (count) => count === 1);
    }
  }, 120_000);
  afterAll(() => opened.disposeAsync());

  const posts = (): Post[] => [here, there].filter((post) => post !== undefined);
  /** The cursors of what the log has of the station since they follow it. */
  const logged = async (count: number): Promise<string[]> => {
    const db = await openDb({ url: parts.adminUrl, schema: 'events', poolSize: 1 });
    const events = await readLog(db, { after: 0, limit: 10_000, topics: [topic.station(parts.cast.stationId)] });
    await db.close();
    return events.slice(-count).map(({ position, eventId }) => encodeCursor(position, eventId));
  };
  let collected = 0;
  /** Collects through each gateway in turn; both subscribers must have all of it, in the order of the log. */
  const collectAndCompare = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) await posts()[n % 2]?.collect();
    collected += count;
    const arrived = async (): Promise<void> => {
      while (posts().some(({ cursors }) => cursors.length < collected)) await new Promise((r) => setTimeout(r, 10));
    };
    await inTime(arrived(), 'every suggestion at both gateways');
    const expected = await logged(collected);
    for (const { cursors } of posts()) expect(cursors).toEqual(expected);
  };
  const bring = async (): Promise<void> => {
    for (const post of posts()) {
      await post.shows(heard, (value) => value === 1);
      const before = await post.has(brought);
      do await collectAndCompare(2);
      while ((await post.has(brought)) === before);
    }
  };

  it('brings to the one what was written through the other', bring);

  it('misses nothing while the broker is away, and when it comes back with nothing', async () => {
    await nats.kill();
    nats.removeStore();
    await collectAndCompare(6);
    for (const post of posts()) await post.shows(heard, (value) => value === 0);
    await collectAndCompare(6);
    await nats.restart();
    await bring();
  });
});
