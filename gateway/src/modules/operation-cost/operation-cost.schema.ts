import { buildSubgraph, type SubgraphSchema } from '@lianxin/subgraph-kit';
import type { OperationCostContext } from './operation-cost.context.js';
import { OperationCostResolver } from './operation-cost.resolver.js';

/** The schema of the cost preview. */
export function operationCostSchema(): SubgraphSchema {
  return buildSubgraph<OperationCostContext>({ resolvers: [OperationCostResolver] });
}
