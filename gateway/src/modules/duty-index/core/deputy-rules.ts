import type { CivilDate } from '@lianxin/calendar';
import { defaultPolicy } from './default-policy.js';
import { dayAfter, dayBefore, type IndexPeriod, monthsOf, PeriodKind, periodOf } from './index-period.js';
import type { IndexPolicy, PolicyVersion } from './index-policy.js';

/** A mandate (任职) as its events tell it, in whatever order they came. Days included at both ends. */
export interface MandateState {
  readonly termNo: number;
  /** Null while only its end is known. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  /** Days on which it was suspended (暂停执行职务), both ends included; `to` is null while it lasts. */
  readonly suspensions?: readonly { readonly from: CivilDate; readonly to: CivilDate | null }[];
}

/** What a cohort's rule looks at. What a deputy's registration does not tell is null and fits no rule that asks for it. */
export interface DeputyFacts {
  readonly isPartyMember: boolean | null;
  readonly congressLevel: string | null;
  readonly regionCode: string | null;
  /** Codes of the regions from the topmost down to the deputy's own. */
  readonly regionPath: readonly string[];
}

/** Everything besides events that decides what counts for one deputy. */
export interface DeputyRules {
  /** The policy by which a day's events are counted. */
  on(day: CivilDate): PolicyVersion;
  /** The policy by which a period is weighed: the one in force on its last day, if the deputy held a mandate for it. */
  of(period: Pick<IndexPeriod, 'start' | 'end'>): PolicyVersion;
  /** Whether a mandate of the deputy runs on a day: neither suspended nor over (代表法 arts. 61, 62). */
  isActive(day: CivilDate): boolean;
  /** Months of a period in which one runs for a day at least. */
  activeMonths(period: IndexPeriod): number;
}

/** Whether a mandate holds on some day from `first` to `last`. */
const overlaps = ({ from, to }: MandateState, first: CivilDate, last: CivilDate): boolean =>
  from !== null && from <= last && (to === null || first <= to);

/** Whether a mandate runs on some day from `first` to `last`: held, and not suspended all the while. */
function runs(mandate: MandateState, first: CivilDate, last: CivilDate): boolean {
  const { from, to, suspensions = [] } = mandate;
  if (!overlaps(mandate, first, last)) return false;
  const end = to !== null && to < last ? to : last;
  let day = from !== null && from > first ? from : first;
  for (;;) {
    const suspended = suspensions.find((it) => it.from <= day && (it.to === null || day <= it.to));
    if (suspended === undefined) return day <= end;
    if (suspended.to === null) return false;
    day = dayAfter(suspended.to);
  }
}

function isMember(
  { cohort }: IndexPolicy,
  facts: DeputyFacts,
  mandates: readonly MandateState[],
  first: CivilDate,
  last: CivilDate,
): boolean {
  const { isPartyMember, congressLevel, regionCode, termNo } = cohort;
  if (isPartyMember !== null && facts.isPartyMember !== isPartyMember) return false;
  if (congressLevel !== null && facts.congressLevel !== congressLevel) return false;
  if (regionCode !== null && facts.regionCode !== regionCode && !facts.regionPath.includes(regionCode)) return false;
  return termNo === null || mandates.some((mandate) => mandate.termNo === termNo && overlaps(mandate, first, last));
}

const narrowness = ({ policy: { cohort } }: PolicyVersion): number =>
  Object.values(cohort).filter((condition) => condition !== null).length;

/** How far down its region lies among those of a deputy; -1 where it names none. */
function depth({ policy: { cohort } }: PolicyVersion, { regionCode, regionPath }: DeputyFacts): number {
  if (cohort.regionCode === null) return -1;
  return cohort.regionCode === regionCode ? regionPath.length : regionPath.indexOf(cohort.regionCode);
}

/** Narrowest cohort first: that of most conditions, then that of the lowest region, then by name. */
function byPrecedence(a: PolicyVersion, b: PolicyVersion, facts: DeputyFacts): number {
  const width = narrowness(b) - narrowness(a) || depth(b, facts) - depth(a, facts);
  if (width !== 0) return width;
  return a.policy.policyId < b.policy.policyId ? -1 : 1;
}

/** Of each policy the newest version that counts on a day, in the order in which they are asked for a deputy. */
function inForce(versions: readonly PolicyVersion[], day: CivilDate, facts: DeputyFacts): PolicyVersion[] {
  const newest = new Map<string, PolicyVersion>();
  for (const version of versions) {
    const { policyId, effectiveFrom } = version.policy;
    if (effectiveFrom <= day && version.version > (newest.get(policyId)?.version ?? -1)) newest.set(policyId, version);
  }
  return [...newest.values()].sort((a, b) => byPrecedence(a, b, facts));
}

const lastDays = new WeakMap<object, CivilDate>();

/** Worked out once a period: a board asks thousands of times. */
function lastDayOf(period: Pick<IndexPeriod, 'end'>): CivilDate {
  const known = lastDays.get(period) ?? dayBefore(period.end);
  lastDays.set(period, known);
  return known;
}

/**
 * The rules of one deputy. Of several policies whose cohort the deputy belongs to, the narrowest counts, so that nobody
 * is in two cohorts at once.
 */
export function deputyRules(
  facts: DeputyFacts,
  mandates: readonly MandateState[],
  versions: readonly PolicyVersion[],
): DeputyRules {
  const pick = (first: CivilDate, last: CivilDate): PolicyVersion =>
    inForce(versions, last, facts).find(({ policy }) => isMember(policy, facts, mandates, first, last)) ??
    defaultPolicy;
  return {
    on: (day) => pick(day, day),
    of: (period) => pick(period.start, lastDayOf(period)),
    isActive: (day) => mandates.some((mandate) => runs(mandate, day, day)),
    activeMonths: (period) =>
      monthsOf(period).filter((start) => {
        const last = dayBefore(periodOf(PeriodKind.MONTH, start).end);
        return mandates.some((mandate) => runs(mandate, start, last));
      }).length,
  };
}
