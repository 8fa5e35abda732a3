import {
  dutyOfferChanged,
  DutyTaskKind,
  DutyTaskStatus,
  dutyTimePassed,
  indexPeriodChanged,
  indexPolicySaved,
  type NewEvent,
  rectificationChanged,
  RectificationStatus,
  warningRulesSaved,
} from '@lianxin/events';
import { WatchedDeadline } from '../../src/modules/duty-schemes/warnings/warning-rules.js';
import { type Chance, chanceOf } from '../duty-index/chance.js';

const hourMs = 3_600_000;
const begin = Date.parse('2026-03-02T00:00:00Z');

const instant = (chance: Chance, from: Date, days: number): string =>
  new Date(from.getTime() + chance.int(-2 * 24, days * 24) * hourMs).toISOString();

function offerState(chance: Chance, offerId: string, now: Date) {
  return {
    offerId,
    taskId: `task-${offerId}`,
    representativeId: chance.pick(['D1', 'D2']),
    kind: DutyTaskKind.RESEARCH,
    status: chance.pick(Object.values(DutyTaskStatus)),
    offeredAt: now.toISOString(),
    claimBy: instant(chance, now, 12),
    dueAt: instant(chance, now, 20),
    claimedAt: null,
    completedAt: null,
    droppedAt: null,
    dropApproved: false,
    excuse: null,
    conclusion: null,
    object: null,
  };
}

function rectificationState(chance: Chance, rectificationId: string, now: Date) {
  return {
    rectificationId,
    findingId: `finding-${rectificationId}`,
    status: chance.pick(Object.values(RectificationStatus)),
    responsibleUnitId: null,
    representativeIds: chance.pick([['D1'], ['D1', 'D2'], ['D2']]),
    dueOn: instant(chance, now, 15).slice(0, 10),
    acceptedAt: null,
    followUps: [],
  };
}

function periodState(chance: Chance, periodId: string, now: Date) {
  return {
    periodId,
    policyId: 'party',
    kind: 'MONTH' as const,
    start: '2026-02-01',
    end: '2026-03-01',
    state: chance.pick(['DRAFT', 'DRAFT', 'FROZEN'] as const),
    objectionsUntil: instant(chance, now, 8),
    hash: null,
  };
}

/** Rules of chance: some of the deadlines watched, some by two rules. */
function rulesOf(chance: Chance) {
  const rule = (code: string, watches: WatchedDeadline) => ({
    ...{ code, name: code, watches },
    yellowDaysBefore: chance.int(0, 6),
    redDaysAfter: chance.int(0, 4),
  });
  const rules = Object.values(WatchedDeadline).map((watches) => rule(watches, watches));
  const second = rule('SECOND', chance.pick(Object.values(WatchedDeadline)));
  const kept = [...rules, second].filter(() => chance.percent(80));
  return { schemeId: 'warnings' as const, name: '预警', effectiveFrom: '2026-03-01', rules: kept };
}

/**
 * Some weeks of units of every kind, of time that passes, of rules and cohorts that change, as the log would have them: clocks
 * that differ by hours, events that come again, and some that come behind a later one of their unit.
 */
export function warningHistory(seed: number, length = 60): NewEvent[] {
  const chance = chanceOf(seed);
  const versions = new Map<string, number>();
  let rulesVersion = 0;
  let now = begin;
  const events: NewEvent[] = [];
  while (events.length < length) {
    now += chance.int(0, 30) * hourMs;
    const at = new Date(now);
    const about = (aggregateType: string, aggregateId: string) => {
      const before = versions.get(aggregateId) ?? 0;
      // A version may come late or again; a gap is none of ours to mind.
      const aggregateVersion = chance.percent(10) ? Math.max(1, before - 1) : before + chance.int(1, 3);
      versions.set(aggregateId, Math.max(before, aggregateVersion));
      const occurredAt = new Date(now - chance.int(0, 5) * hourMs);
      return { aggregateType, aggregateId, aggregateVersion, topics: [], occurredAt };
    };
    const turn = chance.int(0, 100);
    if (turn < 20) {
      const payload = { at: at.toISOString() };
      const place = { aggregateType: 'duty_time', aggregateId: 'duty_time', aggregateVersion: events.length + 1 };
      events.push(dutyTimePassed.create({ ...place, topics: [], occurredAt: at, payload }));
    } else if (turn < 26) {
      rulesVersion += 1;
      const payload = { version: rulesVersion, hash: String(rulesVersion), rules: rulesOf(chance) };
      const place = { aggregateType: 'warning_rules', aggregateId: 'warnings', aggregateVersion: rulesVersion };
      events.push(warningRulesSaved.create({ ...place, topics: [], occurredAt: at, payload }));
    } else if (turn < 55) {
      const id = `o${chance.int(1, 6)}`;
      events.push(dutyOfferChanged.create({ ...about('duty_offer', id), payload: offerState(chance, id, at) }));
    } else if (turn < 90) {
      const id = `z${chance.int(1, 6)}`;
      const payload = rectificationState(chance, id, at);
      events.push(rectificationChanged.create({ ...about('rectification', id), payload }));
    } else if (turn > 97) {
      const policyId = chance.pick(['party', 'default']);
      const policy = { policyId, cohort: { regionCode: chance.pick([null, 'R1', 'R2']) } };
      const place = about('index_policy', policyId);
      const payload = { policyId, version: place.aggregateVersion, hash: 'hash', policy };
      events.push(indexPolicySaved.create({ ...place, payload }));
    } else {
      const id = `p${chance.int(1, 3)}`;
      events.push(indexPeriodChanged.create({ ...about('index_period', id), payload: periodState(chance, id, at) }));
    }
  }
  return events;
}

/** So many rectifications that are open and due on one day. */
export function openRectifications(count: number): NewEvent[] {
  const now = new Date(begin);
  return Array.from({ length: count }, (_, index) => {
    const id = `z${index + 1}`;
    const state = {
      ...rectificationState(chanceOf(1), id, now),
      status: RectificationStatus.OPEN,
      dueOn: '2026-03-31',
    };
    const about = { aggregateType: 'rectification', aggregateId: id, aggregateVersion: 1, topics: [], occurredAt: now };
    return rectificationChanged.create({ ...about, payload: { ...state, representativeIds: ['D1'] } });
  });
}
