import {
  DutyTaskKind,
  DutyTaskStatus,
  FindingSource,
  FindingStatus,
  InspectionConclusion,
  OfferExcuse,
  RectificationStatus,
} from '@lianxin/events';
import { claimContribution } from './claim-contribution.js';
import type { FindingState, OfferState, RectificationState } from './contribution.js';
import { deputyRules } from './deputy-rules.js';
import { defaultPolicy } from './default-policy.js';
import { PeriodKind, periodOf } from './index-period.js';
import { inspectionContribution, quotaContribution } from './discovery-contribution.js';
import { DiscoveryMode, type IndexPolicy, JointCredit, RectificationAttribution } from './index-policy.js';
import { rectificationContribution } from './rectification-contribution.js';

const facts = { isPartyMember: true, congressLevel: 'CITY', regionCode: '330702000000', regionPath: ['330700000000'] };
const mandates = [{ termNo: 8, from: '2026-01-01', to: '2026-06-30' }];
const rulesBy = (change: Partial<IndexPolicy> = {}) =>
  deputyRules(facts, mandates, [{ policy: { ...defaultPolicy.policy, ...change }, version: 1, hash: '' }]);
const rules = rulesBy();

const offer = (change: Partial<OfferState> = {}): OfferState => ({
  offerId: 'o',
  taskId: 't',
  representativeId: 'r',
  kind: DutyTaskKind.INSPECTION,
  status: DutyTaskStatus.COMPLETED,
  offeredAt: '2026-03-01T00:00:00Z',
  claimBy: '2026-03-31T15:59:00Z',
  dueAt: '2026-04-10T00:00:00Z',
  claimedAt: '2026-03-02T00:00:00Z',
  completedAt: '2026-04-05T00:00:00Z',
  droppedAt: null,
  dropApproved: false,
  excuse: null,
  conclusion: InspectionConclusion.CLEAN,
  object: { type: 'station', id: 's' },
  ...change,
});
const finding = (change: Partial<FindingState> = {}): FindingState => ({
  findingId: 'f',
  status: FindingStatus.VERIFIED,
  source: FindingSource.INSPECTION_ROOM,
  taskId: null,
  object: { type: 'station', id: 's' },
  existedSince: '2026-04-01T00:00:00Z',
  reportedAt: '2026-04-20T00:00:00Z',
  finderIds: ['x'],
  verifiedAt: '2026-04-21T00:00:00Z',
  mergedIntoId: null,
  ...change,
});
const rectification = (change: Partial<RectificationState> = {}): RectificationState => ({
  rectificationId: 'z',
  findingId: 'f',
  status: RectificationStatus.ACCEPTED,
  responsibleUnitId: 'u',
  representativeIds: ['r', 'q'],
  dueOn: '2026-04-30',
  acceptedAt: '2026-04-30T15:59:59Z',
  followUps: [],
  ...change,
});
const result = (it: { numerator: boolean; denominator: boolean; reason: string | null } | null) =>
  it && [it.numerator, it.denominator, it.reason];

describe('认领', () => {
  it('counts on the last day to claim, in Asia/Shanghai', () => {
    expect(claimContribution(offer(), rules)?.day).toBe('2026-03-31');
    expect(claimContribution(offer({ claimBy: '2026-03-31T16:00:00Z' }), rules)?.day).toBe('2026-04-01');
  });

  it.each<[string, Partial<OfferState>, unknown]>([
    ['claimed in time', { status: DutyTaskStatus.CLAIMED }, [true, true, null]],
    ['still open', { status: DutyTaskStatus.OFFERED, claimedAt: null }, null],
    ['expired', { status: DutyTaskStatus.EXPIRED, claimedAt: null }, [false, true, 'NOT_CLAIMED']],
    ['dropped', { status: DutyTaskStatus.RELEASED, droppedAt: '2026-03-05T00:00:00Z' }, [false, true, 'DROPPED']],
    [
      'dropped by consent',
      { status: DutyTaskStatus.RELEASED, droppedAt: '2026-03-05T00:00:00Z', dropApproved: true },
      [true, true, null],
    ],
    ['claimed too late', { claimedAt: '2026-04-01T00:00:00Z' }, [false, true, 'LATE']],
    ['cancelled', { status: DutyTaskStatus.CANCELLED }, [false, false, 'CANCELLED']],
    ['on leave', { claimedAt: null, excuse: OfferExcuse.ON_LEAVE }, [false, false, 'ON_LEAVE']],
    ['short notice', { offeredAt: '2026-03-30T16:00:00Z' }, [false, false, 'NOTICE_TOO_SHORT']],
    ['after the mandate', { claimBy: '2026-07-02T00:00:00Z' }, [false, false, 'MANDATE_INACTIVE']],
  ])('%s', (_, change, expected) => expect(result(claimContribution(offer(change), rules))).toEqual(expected));

  it('holds an excuse that the policy does not know against the deputy', () => {
    const strict = rulesBy({ exclusions: [] });
    const asked = offer({ status: DutyTaskStatus.EXPIRED, claimedAt: null, excuse: OfferExcuse.ON_LEAVE });
    expect(result(claimContribution(asked, strict))).toEqual([false, true, 'NOT_CLAIMED']);
  });
});

describe('发现', () => {
  const inspect = (change: Partial<OfferState>, own: FindingState[] = [], onObject: FindingState[] = [], by = rules) =>
    inspectionContribution(
      offer(change),
      { own: own.map((each) => ({ finding: each, canonical: each })), onObject },
      by,
    );
  const mine = finding({ taskId: 't', finderIds: ['r', 'q'] });

  it('leaves a clean object out, until another source proves it was not', () => {
    expect(result(inspect({}))).toEqual([false, false, 'CLEAN']);
    expect(inspect({}, [], [finding()])).toMatchObject({ denominator: true, reason: 'MISSED', evidenceId: 'f' });
  });

  it.each<[string, Partial<FindingState>]>([
    ['the deputy found it too', { finderIds: ['x', 'r'] }],
    ['it began after the visit', { existedSince: '2026-04-06T00:00:00Z' }],
    ['nobody knows since when', { existedSince: null }],
    ['the lookback is over', { verifiedAt: '2026-05-05T00:00:01Z' }],
    ['it was known before', { verifiedAt: '2026-04-04T00:00:00Z' }],
    ['it was not verified', { status: FindingStatus.REJECTED }],
  ])('is not MISSED when %s', (_, change) => {
    expect(result(inspect({}, [], [finding(change)]))).toEqual([false, false, 'CLEAN']);
  });

  it('counts a verified finding, and leaves one out that waits or was refused', () => {
    const found = { conclusion: InspectionConclusion.PROBLEM_FOUND };
    expect(result(inspect(found, [mine]))).toEqual([true, true, null]);
    const reported = { ...mine, status: FindingStatus.REPORTED };
    expect(result(inspect(found, [reported]))).toEqual([false, false, 'UNVERIFIED']);
    expect(result(inspect(found, [{ ...mine, status: FindingStatus.REJECTED }]))).toEqual([false, false, 'REJECTED']);
  });

  it('gives one credit for a problem that was reported twice', () => {
    const merged = { ...mine, findingId: 'm', status: FindingStatus.MERGED, mergedIntoId: 'c' };
    const inTask = (finderIds: string[]) =>
      inspectionContribution(
        offer({ conclusion: InspectionConclusion.PROBLEM_FOUND }),
        { own: [{ finding: merged, canonical: finding({ findingId: 'c', finderIds }) }], onObject: [] },
        rules,
      );
    expect(result(inTask(['x']))).toEqual([true, true, null]);
    expect(result(inTask(['x', 'r']))).toEqual([false, false, 'MERGED_INTO']);
  });

  it('counts what was taken on and never reported on the day it was due', () => {
    const expired = { status: DutyTaskStatus.EXPIRED, completedAt: null, droppedAt: '2026-04-10T00:00:00Z' };
    expect(inspect(expired)).toMatchObject({ day: '2026-04-10', reason: 'NO_REPORT' });
    expect(inspect({ ...expired, claimedAt: null })).toBeNull();
    expect(inspect({ status: DutyTaskStatus.CLAIMED, completedAt: null })).toBeNull();
  });

  it('splits a joint finding if the policy says so', () => {
    const split = rulesBy({ jointCredit: JointCredit.SPLIT });
    expect(inspect({}, [mine], [], split)?.share).toBe(2);
    expect(inspect({}, [mine])?.share).toBe(1);
  });

  it('by yield holds a clean object against the deputy; by quota counts findings', () => {
    const discovery = { lookbackDays: 30, targetPerMonth: 1 };
    const byYield = rulesBy({ discovery: { ...discovery, mode: DiscoveryMode.YIELD } });
    expect(result(inspect({}, [], [], byYield))).toEqual([false, true, 'NOTHING_FOUND']);
    const byQuota = rulesBy({ discovery: { ...discovery, mode: DiscoveryMode.QUOTA } });
    expect(inspect({}, [mine], [], byQuota)).toBeNull();
    expect(result(quotaContribution(mine, 'r', byQuota))).toEqual([true, false, null]);
    expect(quotaContribution(mine, 'r', rules)).toBeNull();
  });
});

describe('整改', () => {
  const rectify = (change: Partial<RectificationState>, by = rules) =>
    rectificationContribution(rectification(change), 'r', by);

  it.each<[string, Partial<RectificationState>, unknown]>([
    ['accepted on the last evening', {}, [true, true, null]],
    ['accepted a second later', { acceptedAt: '2026-04-30T16:00:00Z' }, [false, true, 'LATE']],
    ['overdue', { status: RectificationStatus.OVERDUE, acceptedAt: null }, [false, true, 'OVERDUE']],
    ['open', { status: RectificationStatus.OPEN, acceptedAt: null }, null],
    ['suspended', { status: RectificationStatus.SUSPENDED }, [false, false, 'SUSPENDED']],
    ['elsewhere', { status: RectificationStatus.OUT_OF_JURISDICTION }, [false, false, 'OUT_OF_JURISDICTION']],
    ['after the mandate', { dueOn: '2026-07-01' }, [false, false, 'MANDATE_INACTIVE']],
  ])('%s', (_, change, expected) => expect(result(rectify(change))).toEqual(expected));

  it('by follow-up credits the check, whatever the unit did', () => {
    const byFollowUp = rulesBy({ attribution: RectificationAttribution.FOLLOW_UP });
    const overdue = { status: RectificationStatus.OVERDUE, acceptedAt: null };
    const check = { representativeId: 'r', at: '2026-04-20T00:00:00Z', inTime: true };
    expect(result(rectify({ ...overdue, followUps: [check] }, byFollowUp))).toEqual([true, true, null]);
    expect(result(rectify(overdue, byFollowUp))).toEqual([false, true, 'NO_FOLLOW_UP']);
  });
});

describe('deputyRules', () => {
  const version = (no: number, policyId: string, change: Partial<IndexPolicy>) => ({
    policy: { ...defaultPolicy.policy, policyId, ...change },
    version: no,
    hash: '',
  });
  const everybody = defaultPolicy.policy.cohort;
  const nameOn = (versions: ReturnType<typeof version>[], day: string): string => {
    const found = deputyRules(facts, mandates, versions).on(day);
    return `${found.policy.policyId} ${found.version}`;
  };

  it('takes the version of the day, and the narrowest cohort', () => {
    const versions = [
      version(1, 'all', {}),
      version(2, 'all', { effectiveFrom: '2026-03-01' }),
      version(1, 'party', { cohort: { ...everybody, isPartyMember: true }, effectiveFrom: '2026-05-01' }),
      version(1, 'others', { cohort: { ...everybody, isPartyMember: false } }),
    ];
    expect(nameOn(versions, '2026-02-28')).toBe('all 1');
    expect(nameOn(versions, '2026-03-01')).toBe('all 2');
    expect(nameOn(versions, '2026-05-01')).toBe('party 1');
    expect(nameOn([], '2026-05-01')).toBe('default 0');
  });

  it('takes of as many conditions those of the lowest region, in whatever order they were saved', () => {
    const named = (policyId: string, regionCode: string | null, isPartyMember: boolean | null = true) =>
      version(1, policyId, { cohort: { ...everybody, isPartyMember, regionCode } });
    const city = named('a-city', '330700000000');
    const district = named('b-district', '330702000000');
    expect(nameOn([city, district], '2026-05-01')).toBe('b-district 1');
    expect(nameOn([district, city], '2026-05-01')).toBe('b-district 1');
    expect(nameOn([named('a-party', null), named('b-city', '330700000000', null)], '2026-05-01')).toBe('b-city 1');
    expect(nameOn([city, named('c-district', '330702000000', null)], '2026-05-01')).toBe('a-city 1');
  });

  it('leaves suspended days out, and months of nothing else', () => {
    const suspensions = [
      { from: '2026-01-20', to: '2026-02-28' },
      { from: '2026-03-10', to: null },
    ];
    const rules = deputyRules(
      facts,
      mandates.map((mandate) => ({ ...mandate, suspensions })),
      [],
    );
    const days = ['2026-01-19', '2026-01-20', '2026-02-28', '2026-03-01', '2026-03-10', '2026-06-30'];
    expect(days.map((on) => rules.isActive(on))).toEqual([true, false, false, true, false, false]);
    expect(rules.activeMonths(periodOf(PeriodKind.YEAR, '2026-01-01'))).toBe(2);
  });

  it('knows regions from the top down, and the term by its mandate', () => {
    const city = version(1, 'city', { cohort: { ...everybody, regionCode: '330700000000' } });
    const elsewhere = version(1, 'else', { cohort: { ...everybody, regionCode: '330800000000' } });
    const term = version(1, 'term', { cohort: { ...everybody, termNo: 8 } });
    expect([nameOn([city], '2026-02-01'), nameOn([elsewhere], '2026-02-01')]).toEqual(['city 1', 'default 0']);
    expect([nameOn([term], '2026-06-30'), nameOn([term], '2026-07-01')]).toEqual(['term 1', 'default 0']);
  });
});
