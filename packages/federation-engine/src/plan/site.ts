import type { Tiers } from '../codegen/tiers.js';
import type { Supergraph } from '../supergraph.js';
import type { Calls } from './call-subgraph.js';

/** What plans are compiled against: the same for all of an engine. */
export interface Site<Context> {
  readonly supergraph: Supergraph;
  readonly calls: Calls<Context>;
  readonly tiers: Tiers;
}
