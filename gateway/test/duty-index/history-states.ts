import {
  DutyTaskKind,
  DutyTaskStatus,
  FindingSource,
  FindingStatus,
  InspectionConclusion,
  OfferExcuse,
  RectificationStatus,
} from '@lianxin/events';
import { type Chance } from './chance.js';

export const deputies = ['r1', 'r2', 'r3'] as const;
const objects = [
  { type: 'station', id: 's1' },
  { type: 'station', id: 's2' },
] as const;
export const tasks = ['t1', 't2', 't3', 't4'] as const;
export const findings = ['f1', 'f2', 'f3', 'f4', 'f5'] as const;
export const rectifications = ['z1', 'z2', 'z3'] as const;

/** An instant in the first half of 2026, often near the turn of a month in Asia/Shanghai. */
function instant(chance: Chance): string {
  const month = chance.int(0, 6);
  const day = chance.percent(40) ? chance.pick([1, 2, 28]) : chance.int(1, 29);
  const hour = chance.percent(40) ? chance.pick([15, 16]) : chance.int(0, 24);
  return new Date(Date.UTC(2026, month, day, hour, chance.pick([0, 59]))).toISOString();
}
const later = (from: string, hours: number): string => new Date(Date.parse(from) + hours * 3_600_000).toISOString();
const day = (chance: Chance): string => instant(chance).slice(0, 10);

export function offerState(chance: Chance, taskId: string, representativeId: string) {
  const offeredAt = instant(chance);
  const claimBy = later(offeredAt, chance.pick([2, 23, 24, 48, 400]));
  const status = chance.pick(Object.values(DutyTaskStatus));
  const isClaimed = status !== DutyTaskStatus.OFFERED && (status === DutyTaskStatus.COMPLETED || chance.percent(60));
  const claimedAt = isClaimed ? later(offeredAt, chance.pick([1, 20, 47, 500])) : null;
  const isDone = status === DutyTaskStatus.COMPLETED;
  return {
    offerId: `${taskId}:${representativeId}`,
    taskId,
    representativeId,
    kind: chance.percent(80) ? DutyTaskKind.INSPECTION : DutyTaskKind.MEETING,
    status,
    offeredAt,
    claimBy,
    dueAt: later(claimBy, 240),
    claimedAt,
    completedAt: isDone ? later(claimBy, chance.int(0, 200)) : null,
    droppedAt: isClaimed && !isDone && chance.percent(50) ? later(claimBy, 3) : null,
    dropApproved: chance.percent(40),
    excuse: chance.percent(20) ? chance.pick(Object.values(OfferExcuse)) : null,
    conclusion: isDone && chance.percent(90) ? chance.pick(Object.values(InspectionConclusion)) : null,
    object: chance.percent(90) ? chance.pick(objects) : null,
  };
}

export function findingState(chance: Chance, findingId: string) {
  const reportedAt = instant(chance);
  const status = chance.pick([...Object.values(FindingStatus), FindingStatus.VERIFIED, FindingStatus.VERIFIED]);
  return {
    findingId,
    status,
    source: chance.pick(Object.values(FindingSource)),
    taskId: chance.percent(70) ? chance.pick(tasks) : null,
    object: chance.percent(90) ? chance.pick(objects) : null,
    existedSince: chance.percent(80) ? later(reportedAt, -chance.int(0, 2_000)) : null,
    reportedAt,
    finderIds: chance.shuffled(deputies).slice(0, chance.int(0, 4)),
    verifiedAt: status === FindingStatus.VERIFIED ? later(reportedAt, chance.int(0, 800)) : null,
    mergedIntoId: status === FindingStatus.MERGED ? chance.pick(findings) : null,
  };
}

export function rectificationState(chance: Chance, rectificationId: string) {
  const status = chance.pick([...Object.values(RectificationStatus), RectificationStatus.ACCEPTED]);
  return {
    rectificationId,
    findingId: chance.pick(findings),
    status,
    responsibleUnitId: null,
    representativeIds: chance.shuffled(deputies).slice(0, chance.int(1, 4)),
    dueOn: day(chance),
    acceptedAt: status === RectificationStatus.ACCEPTED ? instant(chance) : null,
    followUps: chance.percent(50)
      ? [{ representativeId: chance.pick(deputies), at: instant(chance), inTime: chance.percent(60) }]
      : [],
  };
}

export function policyState(chance: Chance, policyId: string) {
  return {
    policyId,
    name: policyId,
    effectiveFrom: chance.pick(['2025-12-01', '2026-02-01', '2026-04-01']),
    cohort: {
      isPartyMember: policyId === 'party' ? true : null,
      congressLevel: null,
      regionCode: policyId === 'north' ? '330702000000' : null,
      termNo: policyId === 'term' ? 8 : null,
    },
    weights: [
      { kind: 'CLAIM', weightBp: 4_000 },
      { kind: 'DISCOVERY', weightBp: 6_000 },
    ],
    discovery: {
      mode: chance.pick(['MISSED', 'MISSED', 'QUOTA', 'YIELD']),
      lookbackDays: chance.pick([1, 10, 30]),
      targetPerMonth: 2,
    },
    attribution: chance.pick(['OUTCOME', 'FOLLOW_UP']),
    jointCredit: chance.pick(['FULL', 'SPLIT']),
    minSample: 3,
    minApplicableBp: 5_000,
    minNoticeHours: chance.pick([0, 24]),
    exclusions: chance.shuffled(Object.values(OfferExcuse)).slice(0, chance.int(0, 7)),
  };
}

type Visit = ReturnType<typeof offerState>;

/** An inspection in due form that found nothing: states made of chance alone are that once in a hundred. */
export function cleanVisit(chance: Chance, taskId: string, representativeId: string): Visit {
  const state = offerState(chance, taskId, representativeId);
  return {
    ...state,
    kind: DutyTaskKind.INSPECTION,
    status: DutyTaskStatus.COMPLETED,
    claimedAt: state.offeredAt,
    completedAt: later(state.claimBy, chance.int(0, 200)),
    droppedAt: null,
    excuse: null,
    conclusion: InspectionConclusion.CLEAN,
    object: chance.pick(objects),
  };
}

/**
 * A problem at a visited object that comes out afterwards: known to have existed then or not, verified about as long after
 * the visit as rules look back (1, 10 or 30 days), now and then by who was there, or at the other object.
 */
export function laterFinding(chance: Chance, findingId: string, { completedAt, object }: Visit) {
  const state = findingState(chance, findingId);
  const visited = completedAt ?? state.reportedAt;
  const verifiedAt = later(visited, chance.pick([-1, 0, 20, 24, 25, 240, 241, 720, 721]));
  return {
    ...state,
    status: FindingStatus.VERIFIED,
    object: chance.percent(90) ? object : state.object,
    existedSince: chance.percent(80) ? later(visited, chance.pick([-500, -1, 0, 1])) : state.existedSince,
    reportedAt: later(verifiedAt, -1),
    verifiedAt,
    mergedIntoId: null,
  };
}
