import { runPeer, type RunningPeer } from '../peers/run-peer.js';
import type { RunningPlatform } from '../platform/run-platform.js';
import { readMessage } from './documents.js';
import type { FanOutPeerOptions } from './peers/peer-options.js';
import { Crowd, type Emit } from './subscribers/crowd.js';
import type { Greeting } from './subscribers/subscriber.js';
import type { World } from './world/world.js';

/** A server that tells events to its subscribers. */
export interface Contender {
  readonly name: string;
  /** What the report calls it. */
  readonly title: string;
  /** Ours, not a peer. */
  readonly isOwn: boolean;
  readonly pid: number;
  greetings(count: number): Promise<readonly Greeting[]>;
  readonly emit: Emit;
}

/** The platform as a contender. */
export function oursOf(platform: RunningPlatform, world: World): Contender {
  return {
    name: 'ours',
    title: 'Lianxin, outbox to socket',
    isOwn: true,
    pid: platform.pid,
    greetings: (count) => world.greetings(count),
    emit: world.emit,
  };
}

/** A peer that sends when it is told to. */
export function peerContender(
  { url, pid, tell }: RunningPeer,
  { name, title, ...greeting }: Pick<Contender, 'name' | 'title'> & Omit<Greeting, 'url'>,
): Contender {
  return {
    name,
    title,
    isOwn: false,
    pid,
    greetings: async (count) => Array.from({ length: count }, () => ({ url, ...greeting })),
    emit: async () => tell({}),
  };
}

/** Everybody who takes part in the fan-out; the first is what the others are measured by. All send the same message. */
export async function fanOutContenders(
  ours: Contender,
  opened: AsyncDisposableStack,
  nodeArguments: readonly string[] = [],
): Promise<readonly Contender[]> {
  const [greeting] = await ours.greetings(1);
  if (!greeting) throw new Error('Nobody watches');
  using crowd = await Crowd.gather([greeting], ours.emit);
  const message = await crowd.tellAlike(ours.emit);
  readMessage(message);
  const peer = { benchmark: 'live', options: { message } satisfies FanOutPeerOptions, nodeArguments };
  const raw = opened.use(await runPeer({ ...peer, name: 'raw' }));
  const stock = opened.use(await runPeer({ ...peer, name: 'stock' }));
  return [
    peerContender(raw, { name: 'raw', title: 'raw ws, one ready buffer' }),
    peerContender(stock, {
      name: 'stock',
      title: 'graphql-ws, executed for each',
      init: {},
      ...(greeting.subscribe && { subscribe: greeting.subscribe }),
    }),
    ours,
  ];
}
