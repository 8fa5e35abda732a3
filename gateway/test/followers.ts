import type { GatewaySubgraph } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import type { ClientOptions } from 'ws';
import { createWorld, type World } from './gateway-world.js';
import { rawSocket } from './raw-socket.js';
import { stubSubgraphs } from './stub-subgraphs.js';

interface Payload {
  readonly data?: { readonly stationFeed: { readonly cursor: string; readonly suggestion: { readonly id: string } } };
  readonly errors?: readonly { readonly extensions: { readonly code: string; readonly cursor?: string | null } }[];
}

export const usual = 'cursor suggestion { id title }';

export const feedOf = (selection: string): string =>
  `subscription($stationId: ID!, $after: String) { stationFeed(stationId: $stationId, after: $after) { ${selection} } }`;

/** Subgraphs that count what they are asked. */
export function counted(calls: { count: number }): GatewaySubgraph[] {
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

/** People who follow stations over sockets: two officers of each of two stations, and an office. */
class Followers {
  readonly calls = { count: 0 };
  /** What is to end with the test. */
  readonly closers: (() => void)[] = [];
  world!: World;

  async gather(): Promise<void> {
    this.world = await createWorld({ subgraphs: counted(this.calls) });
    for (const station of ['s1', 's2'])
      for (const name of ['a', 'b'])
        await this.world.account(`officer-${station}-${name}`, [{ role: Role.LIAISON_OFFICER, stationId: station }]);
    await this.world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: '330700000000' }]);
  }

  /** All of them go, and the gateway notices. */
  async leave(): Promise<void> {
    for (const close of this.closers.splice(0)) close();
    await this.metric('live_subscribers', 0);
    await this.metric('live_groups', 0);
  }

  /** Waits until a gateway says so. */
  readonly metric = async (name: string, value: number, url = this.world.url): Promise<void> => {
    const gauge = new RegExp(`^lianxin_${name} ${value}$`, 'm');
    while (!gauge.test(await (await fetch(`${url}/metrics`)).text())) await new Promise((r) => setTimeout(r, 10));
  };

  /** A socket on which somebody follows a station. */
  readonly follower = async (
    username: string,
    variables: object = { stationId: 's1' },
    url = this.world.url,
    options: ClientOptions = {},
    selection = usual,
  ) => {
    const socket = rawSocket<Payload>(url, options);
    this.closers.push(() => socket.client.terminate());
    await socket.opened;
    const token = await this.world.tokenOf(username);
    socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await socket.until(1);
    socket.send({ id: 'x', type: 'subscribe', payload: { query: feedOf(selection), variables } });
    const nexts = (): Payload[] =>
      socket.messages.filter(({ type }) => type === 'next').flatMap(({ payload }) => payload ?? []);
    const ids = (): string[] => nexts().flatMap(({ data }) => data?.stationFeed.suggestion.id ?? []);
    return { ...socket, token, nexts, ids, received: (count: number) => socket.until(1 + count) };
  };
}

/** Followers for the tests of a suite; they leave behind each test. */
export function followersOfSuite(): Followers {
  const followers = new Followers();
  beforeAll(() => followers.gather());
  afterEach(() => followers.leave());
  afterAll(() => followers.world[Symbol.asyncDispose]());
  return followers;
}
