import { defaultPolicy } from '../core/default-policy.js';
import type { DeputyRules } from '../core/deputy-rules.js';
import type { IndexPeriod } from '../core/index-period.js';
import { DiscoveryMode, type DutyRateKind, type PolicyVersion } from '../core/index-policy.js';
import { applicableWeight, ratesOf, type ShareCount } from '../core/score.js';
import type { KeptMember, NewMemberRow } from './board-page.sql.js';
import type { DeputyRow } from '../projection/deputy.sql.js';
import { type DeputyStanding, standingOf } from './standing.js';

function countOf(item: string): ShareCount {
  const parts = item.split(',');
  return {
    indicator: parts[0] as DutyRateKind,
    share: Number(parts[1]),
    numerator: Number(parts[2]),
    denominator: Number(parts[3]),
    late: Number(parts[4]),
  };
}

/** Nothing is kept of those that were read before: to find the rates of equal counts costs more than to work them out. */
const countsIn = (text: string): ShareCount[] => (text === '' ? [] : text.split(';').map(countOf));

/** Counts as a board keeps them. */
export function textOfCounts(counts: readonly ShareCount[]): string {
  return counts
    .map(({ indicator, share, numerator, denominator, late }) =>
      [indicator, share, numerator, denominator, late].join(','),
    )
    .join(';');
}

/** A deputy as one to be kept on a board. */
export function memberRow(
  { id, code, region_path }: Pick<DeputyRow, 'id' | 'code' | 'region_path'>,
  period: IndexPeriod,
  rules: DeputyRules,
  counts: string,
): NewMemberRow {
  const { policy: version, score } = standingOf(id, period, rules, countsIn(counts));
  const isQuota = version.policy.discovery.mode === DiscoveryMode.QUOTA;
  return {
    representative_id: id,
    code: code ?? id,
    region_path,
    policy_id: version.policy.policyId,
    policy_version: version.version,
    active_months: isQuota ? rules.activeMonths(period) : null,
    counts,
    hundredths: score.hundredths,
    place: score.isRankable && score.hundredths !== null ? -1 - score.hundredths : 1,
  };
}

/**
 * Tells where members of a cohort that are kept on a board stand, each by the policy it was weighed by: the score is kept,
 * the rates are worked out. Null for a member whose policy is not among those that are known.
 */
export function standingReader(
  policyId: string,
  period: IndexPeriod,
  versions: readonly PolicyVersion[],
): (member: KeptMember) => DeputyStanding | null {
  const own = [defaultPolicy, ...versions].filter(({ policy }) => policy.policyId === policyId);
  const known = new Map(own.map((policy) => [policy.version, policy]));
  return (member) => {
    const policy = known.get(member.policy_version);
    if (!policy) return null;
    const { representative_id: representativeId, active_months: months, counts, hundredths, place } = member;
    const rates = ratesOf(countsIn(counts), policy.policy, () => months ?? 0);
    const score = { hundredths, applicableWeightBp: applicableWeight(rates), isRankable: place < 0 };
    return { representativeId, period, policy, rates, score };
  };
}
