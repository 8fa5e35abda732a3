import type { BatchFetchNode, FetchNode, PlanNode, QueryPlan } from '@graphql-hive/router-query-planner';
import { refuseDocument } from '../prepare/refusal.js';

/** The name under which the planner fetches a field again, with other arguments than another part of the plan has. */
const alias = /_internal_qp_alias_\d+/g;

/**
 * Refuses a plan that fetches a field under a name of the planner's own and then neither gives it back its name nor sends
 * it anywhere. Of two `@requires` that want one field with different arguments, one would be sent the other's value, and
 * the client would get a wrong answer without a word.
 */
export function refuseUnreadAliases({ node }: QueryPlan): void {
  const fetched = new Set<string>();
  const read = new Set<string>();
  const look = (fetch: FetchNode | BatchFetchNode): void => {
    for (const [name] of fetch.operation.matchAll(alias)) fetched.add(name);
    for (const [name] of JSON.stringify(readersOf(fetch)).matchAll(alias)) read.add(name);
  };
  if (node) eachFetch(node, look);
  if ([...fetched].every((name) => read.has(name))) return;
  refuseDocument(
    'OPERATION_NOT_PLANNABLE',
    'Fields of this operation require one and the same field with different arguments. Ask for them in two operations.',
  );
}

/** Where a fetch says what becomes of names: what it sends, and what it renames. */
function readersOf(fetch: FetchNode | BatchFetchNode): unknown {
  if (fetch.kind === 'Fetch') return [fetch.requires, fetch.inputRewrites, fetch.outputRewrites];
  return fetch.entityBatch.aliases.map(({ requires, inputRewrites, outputRewrites }) => [
    requires,
    inputRewrites,
    outputRewrites,
  ]);
}

function eachFetch(node: PlanNode, look: (fetch: FetchNode | BatchFetchNode) => void): void {
  switch (node.kind) {
    case 'Fetch':
    case 'BatchFetch':
      return look(node);
    case 'Flatten':
      return eachFetch(node.node, look);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.forEach((child) => eachFetch(child, look));
    case 'Subscription':
      return eachFetch(node.primary, look);
    default:
  }
}
