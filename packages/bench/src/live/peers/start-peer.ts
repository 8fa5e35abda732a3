import type { StartPeer } from '../../peers/peer-process.js';
import type { FanOutPeerOptions, NotifyPeerOptions } from './peer-options.js';

/** The servers that the platform is compared with, each loaded in its own process only. */
export const livePeers = {
  raw: async (options: FanOutPeerOptions) => (await import('./raw-server.js')).startRawServer(options),
  stock: async (options: FanOutPeerOptions) => (await import('./stock-server.js')).startStockServer(options),
  notify: async (options: NotifyPeerOptions) => (await import('./notify-server.js')).startNotifyServer(options),
} satisfies Readonly<Record<string, StartPeer<never>>>;
