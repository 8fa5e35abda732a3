import { randomUUID } from 'node:crypto';
import { DutyTaskStatus, RectificationStatus } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectRefused } from '@lianxin/testing';
import { type Deeds, deedsIn } from '../duty-index/duty-world.js';
import { createWorld, type World } from '../gateway-world.js';
import { type Json, type SchemeCalls, schemeCalls } from './scheme-calls.js';

let world: World;
let deeds: Deeds;
let calls: SchemeCalls;

const district = '330702000000';
const march = { kind: 'MONTH', start: '2026-03-01' };
const rule = { taskKind: null, cap: null, capPeriod: 'YEAR', evidenceRequired: false, approvalRequired: false };
const scheme = {
  schemeId: 'work',
  name: '履职工分',
  effectiveFrom: '2026-03-01',
  rules: [
    {
      ...rule,
      code: 'RECEPTION',
      name: '驻站接待',
      source: 'TASK_COMPLETED',
      taskKind: 'RECEPTION',
      points: 3,
      cap: 7,
    },
    { ...rule, code: 'RECTIFIED', name: '整改销号', source: 'RECTIFICATION_ACCEPTED', points: 5 },
    { ...rule, code: 'TALK', name: '宣讲', source: 'CLAIM', points: 2, evidenceRequired: true, approvalRequired: true },
    { ...rule, code: 'NOTE', name: '调研笔记', source: 'CLAIM', points: 1 },
  ],
};

beforeAll(async () => {
  world = await createWorld();
  deeds = deedsIn(world);
  await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: district }]);
  await world.account('elsewhere', [{ role: Role.OFFICE_CLERK, regionCode: '331000000000' }]);
  for (const id of ['D1', 'D2']) await world.account(id, [{ role: Role.REPRESENTATIVE, representativeId: id }]);
  calls = schemeCalls(world, ['office', 'elsewhere', 'D1', 'D2'], {
    savePointsScheme: 'DutySchemePayload { scheme { id version hash } }',
    claimPoints: 'PointsClaimPayload { claim { id state version } }',
    decidePointsClaim: 'PointsClaimPayload { claim { id state version reason } }',
    correctPoints: 'PointsEntryPayload { entry { id kind points correctsId version } }',
  });
  await calls.at('2026-03-31T08:00:00+08:00');
  for (const id of ['D1', 'D2']) deeds.deputy(id);
  for (const no of [1, 2, 3]) deeds.offer(`o${no}`, 'D1');
  await deeds.count();
});
afterAll(() => world[Symbol.asyncDispose]());

const save = (input: object) => calls.run('office', 'savePointsScheme', input, 'SaveSchemeInput');
const balance = async (who: string, id = 'D1'): Promise<Json> =>
  (
    await calls.ask(
      who,
      `query ($id: ID!, $period: PeriodInput) { pointsBalance(schemeId: "work", representativeId: $id, period: $period) {
        points counted rules { ruleCode points counted cap } } }`,
      { id, period: march },
    )
  ).pointsBalance;
const entries = async (ruleCode: string, first = 20, after: string | null = null): Promise<Json> =>
  (
    await calls.ask(
      'D1',
      `query ($period: PeriodInput, $rule: ID, $first: Int!, $after: String) {
        pointsEntries(schemeId: "work", representativeId: "D1", period: $period, ruleCode: $rule, first: $first, after: $after) {
          totalCount pageInfo { hasNextPage endCursor }
          edges { node { id kind points day subjectType subjectId eventId eventType claimId version } } } }`,
      { period: march, rule: ruleCode, first, after },
    )
  ).pointsEntries;

describe('the points ledger', () => {
  it('refuses rules that cannot be, and saves those that can once', async () => {
    expectRefused(await save({ expectedVersion: 0, document: { ...scheme, rules: [] } }), 'SCHEME_INVALID');
    const presence = [{ ...scheme.rules[3]!, code: 'LOGIN_COUNT' }];
    expectRefused(await save({ expectedVersion: 0, document: { ...scheme, rules: presence } }), 'INDICATOR_FORBIDDEN');
    const twice = [scheme.rules[0], scheme.rules[0]];
    expectRefused(await save({ expectedVersion: 0, document: { ...scheme, rules: twice } }), 'SCHEME_INVALID');
    const input = { idempotencyKey: randomUUID(), expectedVersion: 0, document: scheme };
    const first = await calls.done('office', 'savePointsScheme', input, 'SaveSchemeInput');
    expect(first).toMatchObject({ scheme: { id: 'work', version: 1 } });
    expect(await calls.done('office', 'savePointsScheme', input, 'SaveSchemeInput')).toEqual(first);
    expectRefused(await save({ expectedVersion: 0, document: scheme }), 'VERSION_CONFLICT');
    expectErrorCode(
      await calls.run('D1', 'savePointsScheme', { expectedVersion: 1, document: scheme }, 'SaveSchemeInput'),
      'FORBIDDEN',
    );
    const back = { ...scheme, effectiveFrom: '2026-02-01' };
    expectRefused(await save({ expectedVersion: 1, document: back }), 'SCHEME_REACHES_BACK');
  });

  it('gives points for what was done before it was saved and after, under the cap', async () => {
    expect(await balance('D1')).toEqual({
      points: 9,
      counted: 7,
      rules: [{ ruleCode: 'RECEPTION', points: 9, counted: 7, cap: 7 }],
    });
    deeds.rectification('z1', 'D1');
    await deeds.count();
    expect(await balance('office')).toMatchObject({ points: 14, counted: 12 });
  });

  it('takes back by an entry what an event takes back, and opens to entries and events', async () => {
    deeds.offer('o3', 'D1', { status: DutyTaskStatus.CLAIMED, completedAt: null });
    deeds.rectification('z1', 'D1', { status: RectificationStatus.OPEN, acceptedAt: null });
    await deeds.count();
    expect(await balance('D1')).toMatchObject({ points: 6, counted: 6 });
    const page = await entries('RECEPTION', 3);
    expect(page).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    const rest = await entries('RECEPTION', 3, page.pageInfo.endCursor);
    const all = [...page.edges, ...rest.edges].map(({ node }: Json) => node);
    expect(all.map(({ points }: Json) => points).reduce((a: number, b: number) => a + b)).toBe(6);
    const known = await world.db.queryText('select event_id::text, type from events.log');
    for (const { eventId, eventType } of all) expect(known).toContainEqual({ event_id: eventId, type: eventType });
    expect(all).toContainEqual(
      expect.objectContaining({ kind: 'REVERSAL', points: -3, subjectType: 'OFFER', subjectId: 'o3' }),
    );
  });

  it('takes claims with evidence, which the office of the region decides once', async () => {
    const claim = { schemeId: 'work', ruleCode: 'TALK', day: '2026-03-20', evidence: '宣讲通知' };
    expectRefused(await calls.run('D1', 'claimPoints', { ...claim, evidence: ' ' }), 'TEXT_REQUIRED');
    expectRefused(await calls.run('D1', 'claimPoints', { ...claim, day: '2026-04-20' }), 'DAY_IN_FUTURE');
    expectRefused(await calls.run('D1', 'claimPoints', { ...claim, ruleCode: 'NONE' }), 'RULE_UNKNOWN');
    expectRefused(await calls.run('D1', 'claimPoints', { ...claim, ruleCode: 'RECEPTION' }), 'RULE_NOT_CLAIMABLE');
    expectErrorCode(await calls.run('office', 'claimPoints', claim), 'FORBIDDEN');
    const keyed = { ...claim, idempotencyKey: randomUUID() };
    const { claim: made } = await calls.done('D1', 'claimPoints', keyed);
    expect(made).toMatchObject({ state: 'SUBMITTED', version: 1 });
    expect((await calls.done('D1', 'claimPoints', keyed)).claim).toEqual(made);

    const decision = { claimId: made.id, expectedVersion: 1, approved: true };
    expectErrorCode(await calls.run('elsewhere', 'decidePointsClaim', decision), 'NOT_FOUND');
    expectRefused(await calls.run('office', 'decidePointsClaim', { ...decision, approved: false }), 'REASON_REQUIRED');
    expectRefused(
      await calls.run('office', 'decidePointsClaim', { ...decision, expectedVersion: 2 }),
      'VERSION_CONFLICT',
    );
    const approve = { ...decision, idempotencyKey: randomUUID() };
    const { claim: approved } = await calls.done('office', 'decidePointsClaim', approve);
    expect(approved).toMatchObject({ state: 'APPROVED', version: 2 });
    expect((await calls.done('office', 'decidePointsClaim', approve)).claim).toEqual(approved);
    expectRefused(await calls.run('office', 'decidePointsClaim', { ...decision, expectedVersion: 2 }), 'NOT_IN_STATE');
    expect((await entries('TALK')).edges.map(({ node }: Json) => [node.kind, node.claimId])).toEqual([
      ['CLAIM', made.id],
    ]);

    const note = await calls.done('D1', 'claimPoints', { ...claim, ruleCode: 'NOTE', evidence: '' });
    expect(note).toMatchObject({ claim: { state: 'APPROVED' } });
    expect(await balance('D1')).toMatchObject({ points: 9, counted: 9 });
  });

  it('is corrected by entries that are added', async () => {
    const [{ node }] = (await entries('NOTE')).edges;
    const correction = { entryId: node.id, expectedVersion: 1, points: -1, reason: '重复申报' };
    expectRefused(await calls.run('office', 'correctPoints', { ...correction, reason: '' }), 'REASON_REQUIRED');
    expectErrorCode(await calls.run('office', 'correctPoints', { ...correction, points: 0 }), 'INVALID_INPUT');
    expectErrorCode(await calls.run('elsewhere', 'correctPoints', correction), 'NOT_FOUND');
    const keyed = { ...correction, idempotencyKey: randomUUID() };
    const { entry } = await calls.done('office', 'correctPoints', keyed);
    expect(entry).toMatchObject({ kind: 'CORRECTION', points: -1, correctsId: node.id });
    expect((await calls.done('office', 'correctPoints', keyed)).entry).toEqual(entry);
    expectRefused(await calls.run('office', 'correctPoints', correction), 'VERSION_CONFLICT');
    const again = { ...correction, entryId: entry.id };
    expectRefused(await calls.run('office', 'correctPoints', again), 'NOT_IN_STATE');
    expect(await balance('D1')).toMatchObject({ points: 8 });
    const change = world.db.queryText(`update duty_schemes.points_entry set points = 9`);
    await expect(change).rejects.toThrow('entries are added');
  });

  it('shows deputies their own, and the office those of its region', async () => {
    const query = `query { pointsBalance(schemeId: "work", representativeId: "D1") { points } }`;
    for (const who of ['D2', 'elsewhere']) expectErrorCode(await calls.tell(who, query), 'FORBIDDEN');
    const list = `query ($p: PeriodInput) { pointsBalances(schemeId: "work", period: $p, first: 1) {
      totalCount pageInfo { hasNextPage } edges { node { representativeId counted } } } }`;
    expect((await calls.ask('office', list, { p: march })).pointsBalances).toEqual({
      totalCount: 2,
      pageInfo: { hasNextPage: true },
      edges: [{ node: { representativeId: 'D1', counted: 8 } }],
    });
    expect((await calls.ask('elsewhere', list, { p: march })).pointsBalances.totalCount).toBe(0);
    const claims = `query { pointsClaims { totalCount edges { node { representativeId state } } } }`;
    expect((await calls.ask('D2', claims)).pointsClaims.totalCount).toBe(0);
    expect((await calls.ask('D1', claims)).pointsClaims.totalCount).toBe(2);
    expect((await calls.ask('office', claims)).pointsClaims.totalCount).toBe(2);
  });
});
