import { refuse, type RefusalReason } from '@lianxin/errors';
import { forbiddenIndicator } from './forbidden-indicator.js';
import { type IndexPolicy, indexPolicySchema } from './index-policy.js';

/** A policy as it comes from outside: indicators by name, before anybody has looked at them. */
export interface GivenPolicy extends Omit<IndexPolicy, 'weights'> {
  readonly weights: readonly { readonly kind: string; readonly weightBp: number }[];
}

/** The checked policy, or why it cannot be one. */
export function checkPolicy(
  given: GivenPolicy,
): { readonly policy: IndexPolicy } | { readonly refused: RefusalReason } {
  for (const { kind } of given.weights) {
    const chinese = forbiddenIndicator(kind);
    if (chinese !== undefined) return { refused: refuse('INDICATOR_FORBIDDEN', { indicator: `${kind}(${chinese})` }) };
  }
  const parsed = indexPolicySchema.safeParse(given);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.'));
    return { refused: refuse('POLICY_INVALID', { fields: [...new Set(fields)].join(', ') }) };
  }
  const policy = parsed.data;
  const kinds = policy.weights.map(({ kind }) => kind);
  if (new Set(kinds).size !== kinds.length) return { refused: refuse('POLICY_INVALID', { fields: 'weights' }) };
  const sum = policy.weights.reduce((total, { weightBp }) => total + weightBp, 0);
  return sum === 10_000 ? { policy } : { refused: refuse('POLICY_WEIGHTS_SUM', { sum }) };
}
