import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { isInterfaceType, isObjectType, parse, print } from 'graphql';
import type { EngineLimits } from '../limits.js';
import { refuseDocument } from '../prepare/refusal.js';
import type { Supergraph } from '../supergraph.js';
import { PlannerHere, type Over, type Planner, type PlanningRequest } from './planner.js';
import { withoutKeysAtRisk } from './planner-hazards.js';
import { PlannerProcess } from './planner-process.js';

/** Where plans are made. */
export type PlannerPlace = 'own-process' | 'this-process';

/** Plans an operation, or refuses it. */
export type PlanOperation = (operation: string, request: PlanningRequest) => Promise<QueryPlan>;

/** Makes the planner of a supergraph. */
export function plannerOf({ sdl, hazards }: Supergraph, place: PlannerPlace, limits: EngineLimits): Planner {
  const textOf = (over: Over): string =>
    over === 'whole' ? sdl : print(withoutKeysAtRisk(parse(sdl, { noLocation: true }), hazards));
  if (place === 'this-process') return new PlannerHere(textOf);
  return new PlannerProcess(textOf, { deadlineMs: limits.planningMs, waitMs: limits.planningWaitMs });
}

/**
 * Plans over the whole supergraph. Where it has fields over which the planner may fail, an operation that names one is
 * planned without the keys that are the reason first, and any other when the planner failed over it.
 */
export function operationPlanner(supergraph: Supergraph, planner: Planner): PlanOperation {
  const { namesAtRisk, hazards } = supergraph;
  return async (operation, request) => {
    const words = new Set(operation.match(/\w+/g));
    const isAtRisk = [...namesAtRisk].some((name) => words.has(name));
    const ways: Over[] = isAtRisk ? ['reduced', 'whole'] : hazards.length > 0 ? ['whole', 'reduced'] : ['whole'];
    for (const over of ways) {
      const outcome = await planner.plan(over, operation, request);
      if (outcome.plan) return outcome.plan;
      // What has no plan over all keys has none over some of them.
      if (over === 'whole' && !outcome.ended) refuseUnplanned();
    }
    const message = 'The planner failed over this operation. Ask for its fields in several operations.';
    refuseDocument('OPERATION_NOT_PLANNABLE', message, publicCoordinate(supergraph, words));
  };
}

export function refuseUnplanned(): never {
  refuseDocument('OPERATION_NOT_PLANNABLE', 'No plan over the subgraphs answers this operation.');
}

/** The first field at risk that the operation asks for; none when the public may not know of it. */
function publicCoordinate(
  { hazards, publicSchema }: Supergraph,
  words: ReadonlySet<string>,
): { coordinate: string } | undefined {
  for (const { type, field } of hazards) {
    const known = publicSchema.getType(type);
    const fields = isObjectType(known) || isInterfaceType(known) ? known.getFields() : {};
    if (words.has(field) && Object.hasOwn(fields, field)) return { coordinate: `${type}.${field}` };
  }
  return undefined;
}
