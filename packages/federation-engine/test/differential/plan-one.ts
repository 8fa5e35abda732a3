import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { composeSupergraph } from '../../src/index.js';
import { readSupergraph } from '../../src/supergraph.js';
import { generateModel } from './generate-model.js';
import { generateOperation } from './generate-operation.js';
import { monolithSchema } from './model-to-monolith.js';
import { subgraphSdl } from './model-to-sdl.js';
import { plannedText } from './planned-text.js';
import { Random } from './random.js';
import type { Position } from './report.js';

/**
 * Asks the planner for one operation's plan and does nothing else: what happens then is the planner's doing. That it has
 * no plan is an answer, too. `begin` is called when nothing is left to do but to plan.
 */
export function planOne({ seed, index }: Position, begin: () => void): void {
  const model = generateModel(seed);
  const composed = composeSupergraph(model.subgraphs.map((name) => ({ name, sdl: subgraphSdl(model, name) })));
  const operation = generateOperation(monolithSchema(model), new Random(`operation ${seed} ${index}`));
  if (composed.errors || !operation) return;
  const planner = new QueryPlanner(composed.supergraphSdl);
  const { planned } = plannedText(readSupergraph(composed.supergraphSdl), operation);
  if (planned === undefined) return;
  begin();
  try {
    planner.plan(planned, undefined, new Set(), 0);
  } catch {
    // Told as 'without a plan' by the process that compares.
  }
}
