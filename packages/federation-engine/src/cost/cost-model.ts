import type { GraphQLSchema } from 'graphql';
import type { EngineLimits } from '../limits.js';
import type { Supergraph } from '../supergraph.js';
import { InputCosts } from './input-cost.js';
import type { Weights } from './read-weights.js';

/** What the cost of every operation over one supergraph is counted with. */
export interface CostModel {
  readonly schema: GraphQLSchema;
  readonly weights: Weights;
  readonly inputs: InputCosts;
  readonly limits: Pick<EngineLimits, 'listSize' | 'costedSelections'>;
}

/** The model of a supergraph. */
export function costModel(
  { publicSchema, weights }: Pick<Supergraph, 'publicSchema' | 'weights'>,
  limits: CostModel['limits'],
): CostModel {
  return { schema: publicSchema, weights, inputs: new InputCosts(publicSchema, weights), limits };
}
