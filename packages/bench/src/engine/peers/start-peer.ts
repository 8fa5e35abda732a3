import type { StartPeer } from '../../peers/peer-process.js';
import type { EnginePeerOptions, SubgraphServerOptions } from './peer-options.js';

/** The processes of this benchmark, each loading its own libraries only. */
export const enginePeers = {
  'ours-http': async (options) => (await import('./ours.js')).startOursOverHttp(options),
  'ours-local': async (options) => (await import('./ours.js')).startOursInProcess(options),
  'ours-in-apollo': async (options) => (await import('./ours-in-apollo.js')).startOursInApollo(options),
  apollo: async (options) => (await import('./apollo.js')).startApollo(options),
  hive: async (options) => (await import('./hive.js')).startHive(options),
  mercurius: async (options) => (await import('./mercurius.js')).startMercurius(options),
  'graphql-js': async () => (await import('./monolith.js')).startGraphqlJs(),
  'graphql-jit': async () => (await import('./monolith.js')).startGraphqlJit(),
  bare: async () => (await import('./bare.js')).startBare(),
} satisfies Readonly<Record<string, StartPeer<EnginePeerOptions>>>;

export const subgraphServer = 'subgraph';

/** Also the subgraphs that they share. */
export const engineProcesses = {
  ...enginePeers,
  [subgraphServer]: async (options: SubgraphServerOptions) =>
    (await import('./subgraph-server.js')).startSubgraphServer(options),
};
