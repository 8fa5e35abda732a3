import { QueryPlanner, type QueryPlan } from '@graphql-hive/router-query-planner';
import { isInterfaceType, isObjectType, parse, print } from 'graphql';
import { refuseDocument } from '../prepare/refusal.js';
import type { Supergraph } from '../supergraph.js';
import { ChildPlanner } from './child-planner.js';
import { withoutKeysAtRisk } from './planner-hazards.js';

/** Plans an operation, or refuses it. */
export type PlanOperation = (operation: string, caller: object | undefined) => QueryPlan | Promise<QueryPlan>;

/** Plans in this process, but what the planner may not survive. */
export function operationPlanner(supergraph: Supergraph): PlanOperation {
  const { sdl, namesAtRisk } = supergraph;
  const whole = new QueryPlanner(sdl);
  const planned = (operation: string): QueryPlan => planOver(whole, operation) ?? refuseUnplanned();
  if (namesAtRisk.size === 0) return planned;
  const atRisk = plannerAtRisk(supergraph);
  return (operation, caller) => {
    const words = new Set(operation.match(/\w+/g));
    return [...namesAtRisk].some((name) => words.has(name)) ? atRisk(operation, words, caller) : planned(operation);
  };
}

/**
 * Plans operations over which the planner may end its process: first without the keys that are the reason, and only when
 * that leads nowhere over the whole supergraph in a process that may end.
 */
function plannerAtRisk(
  supergraph: Supergraph,
): (operation: string, words: ReadonlySet<string>, caller: object | undefined) => QueryPlan | Promise<QueryPlan> {
  const { sdl, hazards } = supergraph;
  const child = new ChildPlanner(sdl);
  let safe: QueryPlanner | undefined;
  const inChild = async (
    operation: string,
    words: ReadonlySet<string>,
    caller: object | undefined,
  ): Promise<QueryPlan> => {
    const outcome = await child.plan(operation, caller);
    if (outcome.plan) return outcome.plan;
    if (!outcome.ended) refuseUnplanned();
    const message = 'The planner failed over a field of this operation that requires others.';
    refuseDocument('OPERATION_NOT_PLANNABLE', message, publicCoordinate(supergraph, words));
  };
  return (operation, words, caller) => {
    safe ??= new QueryPlanner(print(withoutKeysAtRisk(parse(sdl, { noLocation: true }), hazards)));
    return planOver(safe, operation) ?? inChild(operation, words, caller);
  };
}

const noLabels: Set<string> = new Set();

function planOver(planner: QueryPlanner, operation: string): QueryPlan | undefined {
  try {
    return planner.plan(operation, undefined, noLabels, 0);
  } catch {
    return undefined;
  }
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
