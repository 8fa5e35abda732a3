import { createHash } from 'node:crypto';
import {
  dutyOfferChanged,
  DutyTaskKind,
  DutyTaskStatus,
  type EventContract,
  type EventInput,
  findingChanged,
  FindingSource,
  FindingStatus,
  indexPolicySaved,
  InspectionConclusion,
  mandateEnded,
  mandateGranted,
  mandateSuspensionsChanged,
  type NewEvent,
  OfferExcuse,
  rectificationChanged,
  RectificationStatus,
  representativeRegistered,
} from '@lianxin/events';
import { type Chance, chanceOf } from './chance.js';

const deputies = ['r1', 'r2', 'r3'] as const;
const objects = [
  { type: 'station', id: 's1' },
  { type: 'station', id: 's2' },
] as const;
const tasks = ['t1', 't2', 't3', 't4'] as const;
const findings = ['f1', 'f2', 'f3', 'f4', 'f5'] as const;
const rectifications = ['z1', 'z2', 'z3'] as const;

/** An instant in the first half of 2026, often near the turn of a month in Asia/Shanghai. */
function instant(chance: Chance): string {
  const month = chance.int(0, 6);
  const day = chance.percent(40) ? chance.pick([1, 2, 28]) : chance.int(1, 29);
  const hour = chance.percent(40) ? chance.pick([15, 16]) : chance.int(0, 24);
  return new Date(Date.UTC(2026, month, day, hour, chance.pick([0, 59]))).toISOString();
}
const later = (from: string, hours: number): string => new Date(Date.parse(from) + hours * 3_600_000).toISOString();
const day = (chance: Chance): string => instant(chance).slice(0, 10);

function event<Payload>(
  seed: number,
  contract: EventContract<Payload>,
  aggregate: [type: string, id: string, version: number],
  payload: Payload,
  copy = 0,
): NewEvent {
  const [aggregateType, aggregateId, aggregateVersion] = aggregate;
  const digest = createHash('md5')
    .update([seed, contract.type, ...aggregate, copy].join(' '))
    .digest('hex');
  const input: EventInput<Payload> = {
    eventId: digest.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    aggregateType,
    aggregateId,
    aggregateVersion,
    payload,
    topics: [],
    occurredAt: new Date('2026-03-01T00:00:00Z'),
  };
  return contract.create(input);
}

function offerState(chance: Chance, taskId: string, representativeId: string) {
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

function findingState(chance: Chance, findingId: string) {
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

function rectificationState(chance: Chance, rectificationId: string) {
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

function policyState(chance: Chance, policyId: string) {
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

/** All events of a made-up history, versions of an aggregate in their order. */
function written(seed: number): NewEvent[] {
  const chance = chanceOf(seed);
  const events: NewEvent[] = [];
  const tell = <Payload>(contract: EventContract<Payload>, type: string, id: string, states: readonly Payload[]) => {
    states.forEach((state, index) => events.push(event(seed, contract, [type, id, index + 1], state)));
  };
  const times = <T>(most: number, make: () => T): T[] => Array.from({ length: chance.int(1, most + 1) }, make);

  deputies.forEach((representativeId, index) => {
    const registered = {
      representativeId,
      code: `D-${index}`,
      name: representativeId,
      regionCode: index === 0 ? '330702000000' : '330784000000',
      ...(index < 2 && { isPartyMember: chance.percent(50), congressLevel: 'CITY', regionPath: ['330700000000'] }),
    };
    if (chance.percent(90)) tell(representativeRegistered, 'representative', representativeId, [registered]);
    for (const termNo of [8, 9]) {
      const mandateId = `m${termNo}:${representativeId}`;
      const from = termNo === 8 ? chance.pick(['2025-01-01', '2026-02-15']) : '2026-05-01';
      const granted = { mandateId, representativeId, termNo, from, to: null, electoralDistrict: null };
      if (termNo === 8 || chance.percent(50)) tell(mandateGranted, 'mandate', mandateId, [granted]);
      if (termNo === 8 && chance.percent(50)) {
        const ended = { mandateId, representativeId, termNo, to: chance.pick(['2026-03-31', '2026-04-20']) };
        events.push(event(seed, mandateEnded, ['mandate', mandateId, 2], ended));
      }
      if (chance.percent(40)) {
        const first = { from: chance.pick(['2026-01-10', '2026-02-28', '2026-03-01']), to: null as string | null };
        const resumed = { ...first, to: chance.pick(['2026-03-15', '2026-03-31', '2026-04-30']) };
        const again = { from: chance.pick(['2026-05-01', '2026-05-20']), to: null };
        [[first], [resumed], [resumed, again]].slice(0, chance.int(1, 4)).forEach((suspensions, index) => {
          const told = { mandateId, representativeId, termNo, suspensions };
          events.push(event(seed, mandateSuspensionsChanged, ['mandate', mandateId, index + 3], told));
        });
      }
    }
  });
  for (const taskId of tasks) {
    for (const who of deputies) {
      if (chance.percent(70))
        tell(
          dutyOfferChanged,
          'duty_offer',
          `${taskId}:${who}`,
          times(3, () => offerState(chance, taskId, who)),
        );
    }
  }
  for (const id of findings)
    tell(
      findingChanged,
      'finding',
      id,
      times(4, () => findingState(chance, id)),
    );
  for (const id of rectifications)
    tell(
      rectificationChanged,
      'rectification',
      id,
      times(3, () => rectificationState(chance, id)),
    );
  for (const policyId of ['party', 'north', 'term', 'all']) {
    if (!chance.percent(35)) continue;
    const states = times(2, () => policyState(chance, policyId));
    tell(
      indexPolicySaved,
      'index_policy',
      policyId,
      states.map((policy, index) => ({ policyId, version: index + 1, hash: 'h', policy })),
    );
  }
  return events;
}

/** A history with some facts told twice, in the order of `order`: by chance, and so now and then late and overtaken. */
export function history(seed: number, order: number): NewEvent[] {
  const chance = chanceOf(seed * 31 + order);
  const events = written(seed);
  const twice = events
    .filter(() => chance.percent(10))
    .map((each) => ({ ...each, eventId: again(each.eventId, order) }));
  return chance.shuffled([...events, ...twice]);
}

const again = (eventId: string, order: number): string => `${eventId.slice(0, -2)}${order % 10}f`;
