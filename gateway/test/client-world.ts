import { type Client, type ClientOptions, createClient, type Status, type Subscription, typed } from '@lianxin/client';
import { encodeCursor, readLog, topic } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { createWorld, type World } from './gateway-world.js';

export interface FeedData {
  readonly stationFeed: { readonly cursor: string; readonly suggestion: { readonly id: string } };
}

export const feed = typed<FeedData, { stationId: string; after?: string }>(
  `subscription Feed($stationId: ID!, $after: String) {
    stationFeed(stationId: $stationId, after: $after) { cursor suggestion { id title } }
  }`,
);
export const resume = { cursorOf: ({ stationFeed }: FeedData) => stationFeed.cursor };
export const cursorOf = ({ data }: { readonly data: FeedData }): string => data.stationFeed.cursor;

/** Short enough that a test need not wait, long enough that a loop shows. */
export const timing = { backoff: { baseMs: 20, maxMs: 100 } };

/** A gateway with an account `officer`, and clients that close with it. */
export interface ClientWorld extends AsyncDisposable {
  readonly world: World;
  readonly token: string;
  open(options?: Partial<ClientOptions>): Client;
  /** Cursors of a station's events in the log, behind a cursor. */
  logged(stationId: string, after: string): Promise<string[]>;
  /** Writes a first event of a station of its own and gives its cursor. */
  begin(stationId: string): Promise<string>;
  /** Waits until a gateway follows so many topics. */
  following(count: number, url?: string): Promise<void>;
}

export async function createClientWorld(): Promise<ClientWorld> {
  const world = await createWorld();
  await world.account('officer', [{ role: Role.OFFICE_CLERK, regionCode: '330700000000' }]);
  const token = await world.tokenOf('officer');
  const clients: Client[] = [];
  const inLog = async (stationId: string): Promise<string[]> =>
    (await readLog(world.db, { after: 0, limit: 10_000, topics: [topic.station(stationId)] })).map(
      ({ position, eventId }) => encodeCursor(position, eventId),
    );
  return {
    world,
    token,
    open(options = {}) {
      const client = createClient({
        url: `${world.url}/graphql`,
        token: () => token,
        locale: 'en',
        timing,
        ...options,
      });
      clients.push(client);
      return client;
    },
    async logged(stationId, after) {
      const all = await inLog(stationId);
      return all.slice(all.indexOf(after) + 1);
    },
    async begin(stationId) {
      await world.transition(`${stationId}-begin`, { stationId });
      return (await inLog(stationId)).at(-1) ?? '';
    },
    async following(count, url = world.url) {
      const gauge = new RegExp(`^lianxin_live_subscribers ${count}$`, 'm');
      while (!gauge.test(await (await fetch(`${url}/metrics`)).text())) await new Promise((r) => setTimeout(r, 10));
    },
    async [Symbol.asyncDispose]() {
      clients.forEach((client) => client.close());
      await world[Symbol.asyncDispose]();
    },
  };
}

/** Reads until so many events have come. */
export async function read(stream: Subscription<FeedData>, count: number): Promise<string[]> {
  const cursors: string[] = [];
  while (cursors.length < count) {
    const { done, value } = await stream.next();
    if (done) break;
    cursors.push(cursorOf(value));
  }
  return cursors;
}

/** Keeps what a client says of its socket; `until` settles at the first such word. */
export function statusLog() {
  const seen: Status[] = [];
  const waiting = new Map<Status['state'], () => void>();
  return {
    seen,
    onStatus(status: Status) {
      seen.push(status);
      waiting.get(status.state)?.();
    },
    next: (state: Status['state']) => new Promise<void>((resolve) => waiting.set(state, resolve)),
  };
}
