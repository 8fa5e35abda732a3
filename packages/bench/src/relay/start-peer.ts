import { startRelay } from '@lianxin/events';
import type { PeerServer } from '../peers/peer-server.js';
import type { StartPeer } from '../peers/peer-process.js';

/** Where a relay of its own process runs. */
export interface RelayPeerOptions {
  readonly url: string;
}

/** The outboxes that the platform's relay watches. */
const sources = ['identity', 'stations', 'representatives', 'suggestions'];

async function relay({ url }: RelayPeerOptions): Promise<PeerServer> {
  const started = await startRelay({ url, sources });
  return { port: 0, stop: () => started.stop() };
}

/** The relay as a process that does nothing else. */
export const relayPeers = { relay } satisfies Readonly<Record<string, StartPeer<RelayPeerOptions>>>;
