import type { StartPeer } from '../../peers/peer-process.js';
import type { PeerOptions } from './peer-options.js';

/** The servers that the platform is compared with, each loaded in its own process only. */
export const stationQueuePeers = {
  bare: async (options) => (await import('./bare-server.js')).startBareServer(options),
  postgraphile: async (options) => (await import('./postgraphile-server.js')).startPostgraphileServer(options),
} satisfies Readonly<Record<string, StartPeer<PeerOptions>>>;
