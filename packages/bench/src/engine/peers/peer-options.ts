import type { SubgraphName } from '../catalogue/subgraphs.js';

/** What a contender runs on: the graph, and where its subgraphs are. */
export interface EnginePeerOptions {
  readonly supergraphSdl: string;
  readonly subgraphUrls: Readonly<Record<SubgraphName, string>>;
}

/** What a subgraph's server runs on. */
export interface SubgraphServerOptions {
  readonly name: SubgraphName;
  /** Waited before each answer; 0 for none. */
  readonly latencyMs: number;
}
