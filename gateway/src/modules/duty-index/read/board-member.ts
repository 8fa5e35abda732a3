import { defaultPolicy } from '../core/default-policy.js';
import type { DeputyRules } from '../core/deputy-rules.js';
import type { IndexPeriod } from '../core/index-period.js';
import { DiscoveryMode, type DutyRateKind, type PolicyVersion } from '../core/index-policy.js';
import { ratesOf, scoreOf, type ShareCount } from '../core/score.js';
import type { MemberRow, NewMemberRow } from './board-page.sql.js';
import type { DeputyRow } from '../projection/deputy.sql.js';
import { type DeputyStanding, standingOf } from './standing.js';

const countsOf = (text: string): ShareCount[] =>
  (text === '' ? [] : text.split(';')).map((item) => {
    const [indicator, ...amounts] = item.split(',');
    const [share = 1, numerator = 0, denominator = 0, late = 0] = amounts.map(Number);
    return { indicator: indicator as DutyRateKind, share, numerator, denominator, late };
  });

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
  const { policy: version, score } = standingOf(id, period, rules, countsOf(counts));
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

/** The policy that a member was weighed by; null when it is not among those that are known. */
export function policyOf(row: MemberRow, versions: readonly PolicyVersion[]): PolicyVersion | null {
  const isOwn = ({ policy, version }: PolicyVersion): boolean =>
    policy.policyId === row.policy_id && version === row.policy_version;
  return [...versions, defaultPolicy].find(isOwn) ?? null;
}

/** Where a member that is kept on a board stands, by the policy it was weighed by. */
export function keptStanding(row: MemberRow, period: IndexPeriod, policy: PolicyVersion): DeputyStanding {
  const rates = ratesOf(countsOf(row.counts), policy.policy, () => row.active_months ?? 0);
  return { representativeId: row.representative_id, period, policy, rates, score: scoreOf(rates, policy.policy) };
}
