import { defaultPolicy } from '../core/default-policy.js';
import type { DeputyRules } from '../core/deputy-rules.js';
import type { IndexPeriod } from '../core/index-period.js';
import { DiscoveryMode, type DutyRateKind, type IndexPolicy, type PolicyVersion } from '../core/index-policy.js';
import { applicableWeight, type Rate, rateKinds, rateOf, type ShareCount } from '../core/score.js';
import type { KeptMember, NewMemberRow } from './board-page.sql.js';
import type { DeputyRow } from '../projection/deputy.sql.js';
import { type DeputyStanding, standingOf } from './standing.js';

function countOf(item: string): ShareCount {
  const [indicator, ...amounts] = item.split(',');
  const [share = 1, numerator = 0, denominator = 0, late = 0] = amounts.map(Number);
  return { indicator: indicator as DutyRateKind, share, numerator, denominator, late };
}

const itemsOf = (counts: string): string[] => (counts === '' ? [] : counts.split(';'));

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
  const { policy: version, score } = standingOf(id, period, rules, itemsOf(counts).map(countOf));
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

/** Tells the rates of members by one policy: each once for all of whom the same was counted. Of thousands many are alike. */
function ratesReader(policy: IndexPolicy): (member: KeptMember) => Rate[] {
  const known = new Map<string, Rate>();
  return ({ counts, active_months: months }) => {
    const items = itemsOf(counts);
    return rateKinds.map((kind) => {
      const own = items.filter((item) => item.startsWith(kind));
      const key = `${kind} ${String(months)} ${own.join(';')}`;
      const rate = known.get(key) ?? rateOf(kind, own.map(countOf), policy, () => months ?? 0);
      known.set(key, rate);
      return rate;
    });
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
  const known = new Map(own.map((policy) => [policy.version, { policy, ratesOf: ratesReader(policy.policy) }]));
  return (member) => {
    const by = known.get(member.policy_version);
    if (!by) return null;
    const { representative_id: representativeId, hundredths, place } = member;
    const rates = by.ratesOf(member);
    const score = { hundredths, applicableWeightBp: applicableWeight(rates), isRankable: place < 0 };
    return { representativeId, period, policy: by.policy, rates, score };
  };
}
