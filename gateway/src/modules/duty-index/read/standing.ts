import type { DeputyRules } from '../core/deputy-rules.js';
import type { IndexPeriod } from '../core/index-period.js';
import type { PolicyVersion } from '../core/index-policy.js';
import { type Rate, ratesOf, type Score, scoreOf, type ShareCount } from '../core/score.js';

/** Where a deputy stands in a period. */
export interface DeputyStanding {
  readonly representativeId: string;
  readonly period: IndexPeriod;
  readonly policy: PolicyVersion;
  readonly rates: readonly Rate[];
  readonly score: Score;
}

/** Puts together what was counted for a deputy, by the policy that weighs the period. */
export function standingOf(
  representativeId: string,
  period: IndexPeriod,
  rules: DeputyRules,
  counts: readonly ShareCount[],
): DeputyStanding {
  const version = rules.of(period);
  const rates = ratesOf(counts, version.policy, () => rules.activeMonths(period));
  return { representativeId, period, policy: version, rates, score: scoreOf(rates, version.policy) };
}
