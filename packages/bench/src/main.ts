import { servePeer, type StartPeer } from './peers/peer-process.js';

/** A benchmark, loaded in parts: a peer's memory is measured and must not hold what only the benchmark needs. */
interface Benchmark {
  peers(): Promise<Readonly<Record<string, StartPeer<never>>>>;
  usage(): Promise<string>;
  run(args: readonly string[]): Promise<void>;
}

const benchmarks: Readonly<Record<string, Benchmark>> = {
  engine: {
    peers: async () => (await import('./engine/peers/start-peer.js')).engineProcesses,
    usage: async () => (await import('./engine/options.js')).engineUsage,
    run: async (args) => {
      const { readEngineOptions } = await import('./engine/options.js');
      const { benchEngine } = await import('./engine/engine.js');
      await benchEngine(readEngineOptions(args));
    },
  },
  index: {
    peers: () => Promise.resolve({}),
    usage: async () => (await import('./duty-index/options.js')).indexUsage,
    run: async (args) => {
      const { readIndexOptions } = await import('./duty-index/options.js');
      const { benchIndex } = await import('./duty-index/duty-index.js');
      await benchIndex(readIndexOptions(args));
    },
  },
  live: {
    peers: async () => (await import('./live/peers/start-peer.js')).livePeers,
    usage: async () => (await import('./live/options.js')).liveUsage,
    run: async (args) => {
      const { readLiveOptions } = await import('./live/options.js');
      const { benchLive } = await import('./live/live.js');
      await benchLive(readLiveOptions(args));
    },
  },
  relay: {
    peers: async () => (await import('./relay/start-peer.js')).relayPeers,
    usage: async () => (await import('./relay/options.js')).relayUsage,
    run: async (args) => {
      const { readRelayOptions } = await import('./relay/options.js');
      const { benchRelay } = await import('./relay/relay.js');
      await benchRelay(readRelayOptions(args));
    },
  },
  'station-queue': {
    peers: async () => (await import('./station-queue/peers/start-peer.js')).stationQueuePeers,
    usage: async () => (await import('./station-queue/options.js')).stationQueueUsage,
    run: async (args) => {
      const { readStationQueueOptions } = await import('./station-queue/options.js');
      const { benchStationQueue } = await import('./station-queue/station-queue.js');
      await benchStationQueue(readStationQueueOptions(args));
    },
  },
};

const [what = '', ...rest] = process.argv.slice(2);
const peers = what === 'peer' ? await benchmarks[rest[0] ?? '']?.peers() : undefined;
const peer = peers?.[rest[1] ?? ''];
const benchmark = benchmarks[what];

if (peer) {
  await servePeer(peer);
} else if (benchmark && !rest.includes('--help')) {
  await benchmark.run(rest);
} else {
  const shown = benchmark ? [benchmark] : Object.values(benchmarks);
  console.log((await Promise.all(shown.map(({ usage }) => usage()))).join('\n'));
  process.exitCode = rest.includes('--help') || what === '--help' ? 0 : 1;
}
