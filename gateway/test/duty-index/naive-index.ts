import type { NewEvent } from '@lianxin/events';

/*
 * The index once more, as slowly and plainly as it can be said: from all events in one pass, with nothing kept in
 * between and nothing shared with the module that it is compared with.
 */

/** Parsed payloads; the contracts have checked them. */
type Json = ReturnType<typeof JSON.parse>;

/** A line of the account. */
export interface Line {
  readonly who: string;
  readonly rate: 'CLAIM' | 'DISCOVERY' | 'RECTIFICATION';
  readonly unit: string;
  readonly day: string;
  readonly counts: 'ABOVE' | 'ABOVE_ONLY' | 'BELOW' | 'BELOW_LATE' | 'OUT';
  readonly share: number;
  readonly reason: string | null;
  readonly evidence: string | null;
}

const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
const dayOf = (instant: string): string => shanghai.format(new Date(instant));

/** The newest state of every aggregate of a type. */
function newest(events: readonly NewEvent[], type: string): Json[] {
  const best = new Map<string, NewEvent>();
  for (const event of events) {
    if (event.type !== type) continue;
    const known = best.get(event.aggregateId);
    if (known === undefined || event.aggregateVersion > known.aggregateVersion) best.set(event.aggregateId, event);
  }
  return [...best.values()].map((event) => event.payload);
}

const builtIn: Json = {
  policyId: 'default',
  effectiveFrom: '2000-01-01',
  cohort: {},
  discovery: { mode: 'MISSED', lookbackDays: 30 },
  attribution: 'OUTCOME',
  jointCredit: 'FULL',
  minNoticeHours: 24,
  exclusions: ['CANCELLED', 'FILLED_BY_OTHERS', 'ON_LEAVE', 'RECUSED', 'NOTICE_TOO_SHORT', 'MANDATE_INACTIVE'],
};

/** Everything that the lines of the account are. */
export function naiveIndex(events: readonly NewEvent[]): Line[] {
  const deputies = newest(events, 'representative.registered');
  const grants = newest(events, 'representative.mandate_granted');
  const ends = newest(events, 'representative.mandate_ended');
  const suspended = newest(events, 'representative.mandate_suspensions_changed');
  const policies = events.filter(({ type }) => type === 'index_policy.saved').map(({ payload }) => payload as Json);
  const offers = newest(events, 'duty_offer.changed');
  const findings = newest(events, 'finding.changed');
  const rectifications = newest(events, 'rectification.changed');

  const mandatesOf = (who: string, day: string): Json[] =>
    grants.filter((grant) => {
      const end = ends.find(({ mandateId }) => mandateId === grant.mandateId);
      const to = end ? end.to : grant.to;
      return grant.representativeId === who && grant.from <= day && (to === null || day <= to);
    });

  /** Those of them that run: a suspension takes its days out, and takes nobody out of a cohort. */
  const runningOf = (who: string, day: string): Json[] =>
    mandatesOf(who, day).filter(({ mandateId }) => {
      const { suspensions = [] } = suspended.find((change) => change.mandateId === mandateId) ?? {};
      return !suspensions.some((it: Json) => it.from <= day && (it.to === null || day <= it.to));
    });

  const policyFor = (who: string, day: string): Json => {
    const deputy = deputies.find(({ representativeId }) => representativeId === who) ?? {};
    const fitting: Json[] = [];
    for (const policyId of new Set(policies.map((saved) => saved.policyId))) {
      const due = policies.filter((saved) => saved.policyId === policyId && saved.policy.effectiveFrom <= day);
      if (due.length === 0) continue;
      const last = due.reduce((a, b) => (b.version > a.version ? b : a)).policy;
      const { isPartyMember, regionCode, termNo } = last.cohort;
      const fits =
        (isPartyMember === null || deputy.isPartyMember === isPartyMember) &&
        (regionCode === null || deputy.regionCode === regionCode || deputy.regionPath?.includes(regionCode)) &&
        (termNo === null || mandatesOf(who, day).some((mandate) => mandate.termNo === termNo));
      if (fits) fitting.push(last);
    }
    const conditions = (policy: Json): number => Object.values(policy.cohort).filter((each) => each !== null).length;
    const path = [...(deputy.regionPath ?? []), deputy.regionCode];
    const depth = ({ cohort: { regionCode } }: Json): number => (regionCode === null ? -1 : path.indexOf(regionCode));
    fitting.sort((a, b) => conditions(b) - conditions(a) || depth(b) - depth(a) || (a.policyId < b.policyId ? -1 : 1));
    return fitting[0] ?? builtIn;
  };

  const speaksFor = (finding: Json): Json => {
    const passed: string[] = [];
    let at = finding;
    while (at.mergedIntoId !== null) {
      passed.push(at.findingId);
      const next = findings.find(({ findingId }) => findingId === at.mergedIntoId);
      if (next === undefined || passed.includes(next.findingId)) break;
      at = next;
    }
    return at;
  };

  const excuse = (offer: Json, day: string, policy: Json, minNoticeHours: number): string | null => {
    if (offer.status === 'CANCELLED') return 'CANCELLED';
    if (offer.excuse !== null && policy.exclusions.includes(offer.excuse)) return offer.excuse;
    if (runningOf(offer.representativeId, day).length === 0) return 'MANDATE_INACTIVE';
    const hours = (Date.parse(offer.claimBy) - Date.parse(offer.offeredAt)) / 3_600_000;
    return hours < minNoticeHours && policy.exclusions.includes('NOTICE_TOO_SHORT') ? 'NOTICE_TOO_SHORT' : null;
  };

  const isKnown = (who: string): boolean =>
    [...deputies, ...grants, ...ends, ...suspended].some(({ representativeId }) => representativeId === who);

  const lines: Line[] = [];
  const add = (
    of: Pick<Line, 'who' | 'rate' | 'unit' | 'day'>,
    counts: Line['counts'],
    reason: string | null = null,
    more: Partial<Line> = {},
  ): void => void lines.push({ share: 1, evidence: null, ...of, counts, reason, ...more });

  for (const offer of offers) {
    const who = offer.representativeId;
    const claim = { who, rate: 'CLAIM' as const, unit: `duty_offer ${offer.offerId}`, day: dayOf(offer.claimBy) };
    const policy = policyFor(who, claim.day);
    const out = excuse(offer, claim.day, policy, policy.minNoticeHours);
    if (out !== null) add(claim, 'OUT', out);
    else if (offer.status === 'OFFERED') continue;
    else if (offer.claimedAt === null) add(claim, 'BELOW', 'NOT_CLAIMED');
    else if (offer.droppedAt !== null && !offer.dropApproved) add(claim, 'BELOW', 'DROPPED');
    else if (offer.claimedAt > offer.claimBy) add(claim, 'BELOW_LATE', 'LATE');
    else add(claim, 'ABOVE');
  }

  for (const offer of offers) {
    if (offer.kind !== 'INSPECTION' || offer.claimedAt === null) continue;
    const who = offer.representativeId;
    const isDone = offer.status === 'COMPLETED';
    const isOver = offer.status === 'EXPIRED' || (offer.droppedAt !== null && !offer.dropApproved);
    if (!isDone && !isOver) continue;
    const day = dayOf(isDone ? offer.completedAt : offer.dueAt);
    const policy = policyFor(who, day);
    const { mode, lookbackDays } = policy.discovery;
    if (mode === 'QUOTA') continue;
    const line = { who, rate: 'DISCOVERY' as const, unit: `duty_offer ${offer.offerId}`, day };
    const out = excuse(offer, day, policy, 0);
    const own = findings.filter(({ taskId, finderIds }) => taskId === offer.taskId && finderIds.includes(who));
    const good = own
      .map((finding) => ({ finding, by: speaksFor(finding) }))
      .filter(({ finding, by }) => by.status === 'VERIFIED' && (finding === by || !by.finderIds.includes(who)));
    const against = findings
      .filter((finding) => {
        if (finding.status !== 'VERIFIED' || finding.existedSince === null || finding.finderIds.includes(who))
          return false;
        if (finding.object === null || offer.object === null || finding.object.id !== offer.object.id) return false;
        const days = (Date.parse(finding.verifiedAt) - Date.parse(offer.completedAt)) / 86_400_000;
        return finding.existedSince <= offer.completedAt && days >= 0 && days <= lookbackDays;
      })
      .sort((a, b) => Date.parse(a.verifiedAt) - Date.parse(b.verifiedAt) || (a.findingId < b.findingId ? -1 : 1));
    if (out !== null) add(line, 'OUT', out);
    else if (!isDone || offer.conclusion === null) add(line, 'BELOW', 'NO_REPORT');
    else if (good.length > 0) {
      const among = Math.min(...good.map(({ by }) => Math.max(1, by.finderIds.length)));
      add(line, 'ABOVE', null, { share: policy.jointCredit === 'SPLIT' ? among : 1 });
    } else if (offer.conclusion === 'PROBLEM_FOUND') {
      const waits = own.length === 0 || own.some((finding) => speaksFor(finding).status === 'REPORTED');
      const reason = waits ? 'UNVERIFIED' : own.some(({ status }) => status === 'MERGED') ? 'MERGED_INTO' : 'REJECTED';
      if (mode === 'YIELD' && reason === 'REJECTED') add(line, 'BELOW', 'NOTHING_FOUND');
      else add(line, 'OUT', reason);
    } else if (mode === 'YIELD') add(line, 'BELOW', 'NOTHING_FOUND');
    else if (against.length > 0) add(line, 'BELOW', 'MISSED', { evidence: against[0].findingId });
    else add(line, 'OUT', 'CLEAN');
  }

  for (const finding of findings) {
    for (const who of finding.finderIds) {
      const day = dayOf(finding.reportedAt);
      const policy = policyFor(who, day);
      if (policy.discovery.mode !== 'QUOTA') continue;
      const line = { who, rate: 'DISCOVERY' as const, unit: `finding ${finding.findingId}`, day };
      const reasons: Json = { MERGED: 'MERGED_INTO', REJECTED: 'REJECTED', REPORTED: 'UNVERIFIED' };
      if (runningOf(who, day).length === 0) add(line, 'OUT', 'MANDATE_INACTIVE');
      else if (finding.status !== 'VERIFIED') add(line, 'OUT', reasons[finding.status]);
      else add(line, 'ABOVE_ONLY', null, { share: policy.jointCredit === 'SPLIT' ? finding.finderIds.length : 1 });
    }
  }

  for (const item of rectifications) {
    for (const who of item.representativeIds) {
      const policy = policyFor(who, item.dueOn);
      const line = {
        who,
        rate: 'RECTIFICATION' as const,
        unit: `rectification ${item.rectificationId}`,
        day: item.dueOn,
      };
      const share = policy.jointCredit === 'SPLIT' ? item.representativeIds.length : 1;
      const checked = item.followUps.some((check: Json) => check.representativeId === who && check.inTime);
      if (item.status === 'MERGED') add(line, 'OUT', 'MERGED_INTO');
      else if (['REJECTED', 'SUSPENDED', 'OUT_OF_JURISDICTION'].includes(item.status)) add(line, 'OUT', item.status);
      else if (runningOf(who, item.dueOn).length === 0) add(line, 'OUT', 'MANDATE_INACTIVE');
      else if (item.status === 'OPEN') continue;
      else if (policy.attribution === 'FOLLOW_UP') {
        if (checked) add(line, 'ABOVE', null, { share });
        else add(line, 'BELOW', 'NO_FOLLOW_UP', { share });
      } else if (item.status === 'OVERDUE') add(line, 'BELOW', 'OVERDUE', { share });
      else if (dayOf(item.acceptedAt) > item.dueOn) add(line, 'BELOW_LATE', 'LATE', { share });
      else add(line, 'ABOVE', null, { share });
    }
  }
  return lines.filter(({ who }) => isKnown(who));
}

/** What lines add up to, by period, deputy, rate and share: `MONTH 2026-03-01 r1 CLAIM /1` to above, below, late. */
export function naiveTotals(lines: readonly Line[]): Record<string, [number, number, number]> {
  const totals: Record<string, [number, number, number]> = {};
  for (const { who, rate, day, counts, share } of lines) {
    if (counts === 'OUT') continue;
    const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
    const quarter = String(Math.floor((month - 1) / 3) * 3 + 1).padStart(2, '0');
    for (const period of [`MONTH ${day.slice(0, 7)}-01`, `QUARTER ${year}-${quarter}-01`, `YEAR ${year}-01-01`]) {
      const total = (totals[`${period} ${who} ${rate} /${share}`] ??= [0, 0, 0]);
      total[0] += counts.startsWith('ABOVE') ? 1 : 0;
      total[1] += counts === 'ABOVE_ONLY' ? 0 : 1;
      total[2] += counts === 'BELOW_LATE' ? 1 : 0;
    }
  }
  return totals;
}
