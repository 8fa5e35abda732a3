import type { Answer } from './answer.js';
import { differenceBetween, differenceOfTransports, sameUnordered } from './compare.js';
import type { Contenders } from './contenders.js';
import type { Operation } from './generate-operation.js';

export interface Verdict {
  readonly answers: Readonly<Record<'local' | 'http' | 'monolith', Answer> & { oracle?: Answer }>;
  /** Ours against the monolith or over the other transport: a bug, or something `compare.ts` does not yet explain. */
  readonly difference?: string;
  /** How the oracle did. */
  readonly oracle: 'same' | 'other order' | 'not asked' | 'no plan' | 'differs';
  /** The planner has no plan: nothing was compared. */
  readonly unplanned: boolean;
  /** Ours differs from the monolith, and so does the oracle, which ran the same plan. */
  readonly planned?: string;
}

export async function judge({ ask }: Contenders, operation: Operation): Promise<Verdict> {
  const [local, http, monolith] = await Promise.all([
    ask.local(operation),
    ask.http(operation),
    ask.monolith(operation),
  ]);
  const oracle = isSafe(operation) ? await ask.oracle(operation) : undefined;
  const answers = { local, http, monolith, ...(oracle && { oracle }) };
  const unplanned = local.refused === 'OPERATION_NOT_PLANNABLE' && http.refused === local.refused;
  const told = judgeOracle(operation, answers);
  if (unplanned) return { answers, oracle: told, unplanned };
  const difference = differenceBetween(local, monolith) ?? differenceOfTransports(local, http);
  if (difference !== undefined && oracle && isPlanAtFault(oracle, monolith)) {
    return { answers, oracle: told, unplanned, planned: difference };
  }
  return { answers, oracle: told, unplanned, ...(difference !== undefined && { difference }) };
}

/**
 * The oracle runs the plans of the same planner. Where it, too, answers otherwise than the monolith, the plan is at fault
 * before an executor can be: most often a field is required from the very fetch that is to bring it. Such operations are
 * counted apart and prove nothing.
 */
function isPlanAtFault(oracle: Answer, monolith: Answer): boolean {
  return oracle.refused !== undefined || !sameUnordered(oracle.data, monolith.data);
}

/** A key `__proto__` makes the oracle write into the prototype of all objects, and everybody's answers with it. */
function isSafe({ document }: Operation): boolean {
  return !document.includes('__proto__');
}

/**
 * The oracle is asked about plans and merging only. It does not carry nulls up to the next nullable field, so where the
 * monolith met an error there is nothing to compare; and it answers a whole operation that begins with introspection
 * from its schema.
 */
function judgeOracle(operation: Operation, { oracle, monolith }: Verdict['answers']): Verdict['oracle'] {
  if (
    !oracle ||
    monolith.paths.length > 0 ||
    monolith.hidden.length > 0 ||
    /__schema|__type\b/.test(operation.document)
  )
    return 'not asked';
  if (oracle.text === monolith.text) return 'same';
  if (oracle.refused !== undefined) return 'no plan';
  return sameUnordered(oracle.data, monolith.data) ? 'other order' : 'differs';
}
