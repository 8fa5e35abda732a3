import type { Answer } from './answer.js';
import { differenceBetween, differenceOfTransports } from './compare.js';
import type { Contenders } from './contenders.js';
import type { Operation } from './generate-operation.js';

export interface Verdict {
  readonly answers: Readonly<Record<'local' | 'http' | 'monolith', Answer> & { oracle?: Answer }>;
  /** Ours against the monolith or over the other transport: a bug, or something `compare.ts` does not yet explain. */
  readonly difference?: string;
  /** How the oracle did, against the monolith. */
  readonly oracle: 'same' | 'not asked' | 'no plan' | 'differs';
  /** The planner has no plan: nothing was compared. */
  readonly unplanned: boolean;
  /** Ours differs from the monolith, and the oracle, which ran the same plan, answers the same as ours. */
  readonly planned?: string;
}

/** The oracle is asked when ours differs; `always` asks it in any case. */
export async function judge({ ask }: Contenders, operation: Operation, always = false): Promise<Verdict> {
  const [local, http, monolith] = await Promise.all([
    ask.local(operation),
    ask.http(operation),
    ask.monolith(operation),
  ]);
  const unplanned = local.refused === 'OPERATION_NOT_PLANNABLE' && http.refused === local.refused;
  const ofTransports = differenceOfTransports(local, http);
  const difference = unplanned ? undefined : (differenceBetween(local, monolith) ?? ofTransports);
  const oracle = always || difference !== undefined ? await ask.oracle(operation) : undefined;
  const answers = { local, http, monolith, ...(oracle && { oracle }) };
  const told = { answers, unplanned, oracle: judgeOracle(answers) };
  if (difference === undefined) return told;
  return isPlanAtFault(answers) && ofTransports === undefined
    ? { ...told, planned: difference }
    : { ...told, difference };
}

/**
 * The oracle runs the plans of the same planner with other code. Where both bring the same data, and not the monolith's,
 * the plan is at fault. Such operations are counted apart and prove nothing.
 */
function isPlanAtFault({ local, oracle, monolith }: Verdict['answers']): boolean {
  return oracle !== undefined && oracle.text === local.text && oracle.text !== monolith.text;
}

function judgeOracle({ oracle, monolith }: Verdict['answers']): Verdict['oracle'] {
  if (!oracle) return 'not asked';
  if (oracle.text === monolith.text) return 'same';
  return oracle.refused === undefined ? 'differs' : 'no plan';
}
