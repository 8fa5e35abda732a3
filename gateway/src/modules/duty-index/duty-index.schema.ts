import { buildSubgraph, type SubgraphSchema } from '@lianxin/subgraph-kit';
import { DutyIndexResolver } from './duty-index.resolver.js';
import { RepresentativeExtension } from './duty-index.types.js';

/**
 * The duty index's place in the graph. Its types stand, so that clients can be written; its projection follows, and
 * until then every index is null.
 */
export function dutyIndexSchema(): SubgraphSchema {
  return buildSubgraph({
    resolvers: [DutyIndexResolver],
    types: [RepresentativeExtension],
    references: { Representative: ({ id }) => ({ id }) },
  });
}
