import type { Answer } from './answer.js';
import { differenceBetween, differenceOfTransports } from './compare.js';
import type { Contenders } from './contenders.js';
import type { Operation } from './generate-operation.js';
import { Misled } from './misled.js';

/** In which way a plan was found to be at fault. */
export type PlanFault =
  | 'both executors answer alike'
  | 'a fetch is not valid in its subgraph'
  | 'a field is given another value than it requires';

const refusals = ['OPERATION_NOT_PLANNABLE', 'OPERATION_TOO_LARGE'] as const;
export type Refused = (typeof refusals)[number];

export interface Verdict {
  readonly answers: Readonly<Record<'local' | 'http' | 'monolith', Answer> & { oracle?: Answer }>;
  /** Ours against the monolith or over the other transport: a bug, or something `compare.ts` does not yet explain. */
  readonly difference?: string;
  /** How the oracle did, against the monolith. */
  readonly oracle: 'same' | 'not asked' | 'no plan' | 'differs';
  /** The engine refused it: the planner has no plan, or it is larger than the limits allow. Nothing was compared. */
  readonly refused?: Refused;
  /** It was refused because the planner ended over it, or did not come back. */
  readonly plannerFailed?: boolean;
  /** Ours differs from the monolith, and it was shown that the plan is at fault. */
  readonly planned?: { readonly difference: string; readonly fault: PlanFault };
}

/** The oracle is asked when ours differs; `always` asks it in any case. */
export async function judge(contenders: Contenders, operation: Operation, always = false): Promise<Verdict> {
  const { ask } = contenders;
  const [local, http, monolith] = await Promise.all([
    ask.local(operation),
    ask.http(operation),
    ask.monolith(operation),
  ]);
  const refused = refusals.find((code) => code === local.refused && code === http.refused);
  const ofTransports = differenceOfTransports(local, http);
  const difference = refused ? undefined : (differenceBetween(local, monolith) ?? ofTransports);
  const oracle = always || difference !== undefined ? await ask.oracle(operation) : undefined;
  const answers = { local, http, monolith, ...(oracle && { oracle }) };
  const plannerFailed = refused !== undefined && local.messages.some((message) => message.includes('planner failed'));
  const told = { answers, ...(refused && { refused, plannerFailed }), oracle: judgeOracle(answers) };
  if (difference === undefined) return told;
  const fault = ofTransports === undefined ? await faultOfPlan(contenders, operation, answers) : undefined;
  return fault === undefined ? { ...told, difference } : { ...told, planned: { difference, fault } };
}

/**
 * The oracle runs the plans of the same planner with other code. The plan is at fault where both sent a subgraph what is
 * not valid there; where both gave fields the same wrong values for what they require, and ours answers what the monolith
 * does when it gives its fields these values; and where both bring the same data, and not the monolith's. Such operations
 * are counted apart and prove nothing.
 */
async function faultOfPlan(
  { ask }: Contenders,
  operation: Operation,
  { local, oracle, monolith }: Verdict['answers'],
): Promise<PlanFault | undefined> {
  const [ours, theirs] = [new Misled(), new Misled()];
  const again = await ask.http(operation, ours);
  await ask.oracle(operation, theirs);
  if (ours.isAsInvalidAs(theirs)) return 'a fetch is not valid in its subgraph';
  if (ours.isSharedBy(theirs) && differenceBetween(again, await ask.monolith(operation, ours)) === undefined)
    return 'a field is given another value than it requires';
  const alike = oracle !== undefined && oracle.text === local.text && oracle.text !== monolith.text;
  return alike ? 'both executors answer alike' : undefined;
}

function judgeOracle({ oracle, monolith }: Verdict['answers']): Verdict['oracle'] {
  if (!oracle) return 'not asked';
  if (oracle.text === monolith.text) return 'same';
  return oracle.refused === undefined ? 'differs' : 'no plan';
}
