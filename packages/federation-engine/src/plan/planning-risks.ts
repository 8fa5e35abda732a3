import { parse } from 'graphql';
import { readJoinedTypes } from './joined-types.js';
import { plannerHazards } from './planner-hazards.js';

/**
 * What of a supergraph the planner may fail over, one sentence for each field and key, with what to change. Such a graph
 * can be run: an operation that meets one of these is answered on another way, or refused.
 */
export function planningRisks(supergraphSdl: string): string[] {
  return plannerHazards(readJoinedTypes(parse(supergraphSdl, { noLocation: true }))).map(
    ({ type, field, subgraph, key, lackedBy }) =>
      `${type}.${field} of ${subgraph} requires other fields, and ${lackedBy} does not know the key "${key}" of ${type}: ` +
      `the planner may fail over it. Give ${type} in ${lackedBy} the fields of that key, or ${subgraph} one key less, ` +
      `or move ${field} to a subgraph whose keys all others know.`,
  );
}
