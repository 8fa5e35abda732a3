import { randomUUID } from 'node:crypto';
import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectOk, expectRefused } from '@lianxin/testing';
import { contentHash } from '../../src/modules/duty-index/core/canonical-json.js';
import { createWorld, type World } from '../gateway-world.js';
import { type Deeds, deedsIn, workedExample } from './duty-world.js';

/** Parsed JSON of whatever shape; the expectations check it. */
type Json = ReturnType<typeof JSON.parse>;

let world: World;
let deeds: Deeds;
const tokens = { office: '', D1: '', analyst: '' };

const march = { kind: 'MONTH', start: '2026-03-01' };
const payload: Record<string, string> = {
  saveIndexPolicy: 'IndexPolicyPayload { policy { id version hash } }',
  setIndexRanking: 'IndexRankingPayload { ranking { enabled documentNo version } }',
  publishIndexPeriod: 'IndexPeriodPayload { period { id state version objectionsUntil policyVersion } }',
  closeIndexPeriod: 'IndexPeriodPayload { period { id state version frozenAt policyHash hash position } }',
  raiseIndexObjection: 'IndexObjectionPayload { objection { id state version } }',
  answerIndexObjection: 'IndexObjectionPayload { objection { id state answer version } }',
};

beforeAll(async () => {
  world = await createWorld();
  deeds = deedsIn(world);
  await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: '330700000000' }]);
  await world.account('D1', [{ role: Role.REPRESENTATIVE, representativeId: 'D1' }]);
  await world.account('analyst', [{ role: Role.ANALYST }]);
  await at('2026-03-05T08:00:00+08:00');
  for (const id of ['D1', 'D2', 'D3', 'D4', 'D5']) deeds.deputy(id, { isPartyMember: id !== 'D5' });
  workedExample(deeds, 'D1');
  workedExample(deeds, 'D3');
  for (const no of [1, 2, 3]) deeds.rectification(`D2-${no}`, 'D2');
  for (const no of [1, 2, 3]) deeds.offer(`D4-${no}`, 'D4');
  await deeds.count();
});
afterAll(() => world[Symbol.asyncDispose]());

async function run(who: keyof typeof tokens, name: string, input: object): Promise<Json> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) {
    ... on ${payload[name]} ... on Refusal { code message } ... on VersionConflict { currentVersion } } }`;
  const variables = { input: { idempotencyKey: randomUUID(), ...input } };
  return world.post({ query, variables }, { authorization: `Bearer ${tokens[who]}` });
}
const done = async (...call: Parameters<typeof run>): Promise<Json> => expectOk<Json>(await run(...call))[call[1]];

async function ask(who: keyof typeof tokens, query: string, variables: object = {}): Promise<Json> {
  return expectOk<Json>(await world.post({ query, variables }, { authorization: `Bearer ${tokens[who]}` }));
}
const board = async (first = 10, after: string | null = null): Promise<Json> =>
  (
    await ask(
      'office',
      `query ($period: PeriodInput!, $first: Int!, $after: String) {
        dutyIndexBoard(cohortId: "party", period: $period, first: $first, after: $after) {
          totalCount medianScore ranking { documentNo } pageInfo { hasNextPage endCursor }
          edges { node { representative { id name } score rank applicableWeightBp rates { kind value } } } } }`,
      { period: march, first, after },
    )
  ).dutyIndexBoard;
const shown = ({ edges }: Json): unknown[] =>
  edges.map(({ node }: Json) => [node.representative.id, node.score, node.rank]);

/** Moves on by days, so everybody signs in again. */
async function at(instant: string): Promise<void> {
  world.clock.set(instant);
  for (const who of ['office', 'D1', 'analyst'] as const) tokens[who] = await world.tokenOf(who);
}

const party = {
  policyId: 'party',
  name: '党员代表',
  effectiveFrom: '2026-01-01',
  cohort: { isPartyMember: true },
  weights: [
    { kind: 'CLAIM', weightBp: 3000 },
    { kind: 'DISCOVERY', weightBp: 3000 },
    { kind: 'RECTIFICATION', weightBp: 4000 },
  ],
};

describe('rules', () => {
  it.each([
    [{ weights: [{ kind: 'CLAIM', weightBp: 9_000 }] }, 'POLICY_WEIGHTS_SUM'],
    [{ weights: [{ kind: 'LOGIN_COUNT', weightBp: 10_000 }] }, 'INDICATOR_FORBIDDEN'],
    [{ effectiveFrom: '2026-01-05' }, 'POLICY_INVALID'],
    [{ lookbackDays: 0 }, 'POLICY_INVALID'],
  ])('that cannot be are refused: %j', async (change, code) => {
    expectRefused(
      await run('office', 'saveIndexPolicy', { expectedVersion: 0, policy: { ...party, ...change } }),
      code,
    );
  });

  it('are saved once by a key, in versions, by the office', async () => {
    const input = { idempotencyKey: 'save-1', expectedVersion: 0, policy: party };
    const [first, second] = [
      await done('office', 'saveIndexPolicy', input),
      await done('office', 'saveIndexPolicy', input),
    ];
    expect(first).toEqual({ policy: { id: 'party', version: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(second).toEqual(first);
    expectRefused(await run('office', 'saveIndexPolicy', { expectedVersion: 0, policy: party }), 'VERSION_CONFLICT');
    expectErrorCode(await run('analyst', 'saveIndexPolicy', { expectedVersion: 1, policy: party }), 'FORBIDDEN');
    await deeds.count();
    const { dutyIndexPolicies } = await ask(
      'D1',
      '{ dutyIndexPolicies(first: 5) { totalCount edges { node { id version document } } } }',
    );
    expect(dutyIndexPolicies).toMatchObject({ totalCount: 1, edges: [{ node: { id: 'party', version: 1 } }] });
    expect(contentHash(dutyIndexPolicies.edges[0].node.document)).toBe(first.policy.hash);
  });
});

describe('the board of a cohort', () => {
  it('shows its members by code, without ranks, until ranking is on', async () => {
    const page = await board();
    expect(page).toMatchObject({ totalCount: 4, medianScore: 80.75, ranking: null });
    expect(shown(page)).toEqual([
      ['D1', 80.75, null],
      ['D2', 100, null],
      ['D3', 80.75, null],
      ['D4', 100, null],
    ]);
    expect(page.edges[0].node.representative.name).toBe('deputy D1');
  });

  it('is ranked by a document: equal scores equally, too little weight not at all', async () => {
    const asked = { cohortId: 'party', enabled: true, expectedVersion: 0 };
    expectRefused(await run('office', 'setIndexRanking', { ...asked, documentNo: ' ' }), 'DOCUMENT_REQUIRED');
    expectRefused(
      await run('office', 'setIndexRanking', { ...asked, cohortId: 'no', documentNo: 'x' }),
      'COHORT_UNKNOWN',
    );
    await done('office', 'setIndexRanking', { ...asked, documentNo: '金人大〔2026〕5号' });
    expect(shown(await board())).toEqual([
      ['D1', 80.75, 1],
      ['D3', 80.75, 1],
      ['D2', 100, null],
      ['D4', 100, null],
    ]);
    const first = await board(3);
    const rest = await board(3, first.pageInfo.endCursor);
    expect([...shown(first), ...shown(rest)]).toEqual(shown(await board()));
  });

  it('follows an event without reading everybody anew', async () => {
    for (const no of [1, 2, 3]) deeds.offer(`D2-${no}`, 'D2');
    await deeds.count();
    expect(shown(await board())[0]).toEqual(['D2', 100, 1]);
  });

  it('is for the office alone', async () => {
    const query = 'query ($p: PeriodInput!) { dutyIndexBoard(cohortId: "party", period: $p) { totalCount } }';
    const answer = await world.post({ query, variables: { p: march } }, { authorization: `Bearer ${tokens.analyst}` });
    expectErrorCode(answer, 'FORBIDDEN');
  });
});

describe('the life of a period', () => {
  let period: Json;
  let frozen: Json;
  const place = { cohortId: 'party', period: march };

  it('is published once it is over, and once', async () => {
    expectRefused(await run('office', 'closeIndexPeriod', { ...place, expectedVersion: 1 }), 'NOT_IN_STATE');
    expectRefused(await run('office', 'publishIndexPeriod', place), 'PERIOD_NOT_ENDED');
    await at('2026-04-02T10:00:00+08:00');
    expectRefused(await run('office', 'publishIndexPeriod', { ...place, cohortId: 'nobody' }), 'COHORT_EMPTY');
    ({ period } = await done('office', 'publishIndexPeriod', place));
    // Five working days behind 2 April, over Tomb-Sweeping Day (4 to 6 April).
    expect(period).toMatchObject({ state: 'DRAFT', objectionsUntil: '2026-04-10T16:00:00.000Z' });
    expectRefused(await run('office', 'publishIndexPeriod', place), 'NOT_IN_STATE');
  });

  it('hears each objection and answers it before it is frozen', async () => {
    const periodId = period.id;
    expectRefused(await run('D1', 'raiseIndexObjection', { periodId, text: ' ' }), 'TEXT_REQUIRED');
    const { objection } = await done('D1', 'raiseIndexObjection', { periodId, text: '3月30日已整改到位' });
    await at('2026-04-11T00:00:00+08:00');
    expectRefused(await run('D1', 'raiseIndexObjection', { periodId, text: '太晚' }), 'OBJECTION_WINDOW_CLOSED');
    expectRefused(await run('office', 'closeIndexPeriod', { ...place, expectedVersion: 1 }), 'OBJECTIONS_UNANSWERED');
    const answer = { objectionId: objection.id, expectedVersion: 1, upheld: false, answer: '验收在4月2日' };
    expect(await done('office', 'answerIndexObjection', answer)).toMatchObject({ objection: { state: 'REJECTED' } });
    expectRefused(await run('office', 'answerIndexObjection', answer), 'NOT_IN_STATE');
    const list = `query ($id: ID!) { indexObjections(periodId: $id) { totalCount edges { node { text answer } } } }`;
    expect((await ask('D1', list, { id: periodId })).indexObjections.totalCount).toBe(1);
  });

  it('tells of each step once, and of an objection without its words', async () => {
    await world.relay.drain();
    const told = await world.db.queryText<Json>(
      `select type, payload, topics from events.log where type like 'index_period%' or type like 'index_objection%' order by position`,
    );
    const deputy = { representativeId: 'D1', periodId: period.id };
    expect(told).toMatchObject([
      { type: 'index_period.changed', payload: { policyId: 'party', state: 'DRAFT', hash: null }, topics: [] },
      {
        type: 'index_period.told',
        payload: { state: 'DRAFT', representativeIds: ['D1', 'D2', 'D3', 'D4'] },
        topics: [],
      },
      { payload: { ...deputy, state: 'OPEN' }, topics: ['representative:D1'] },
      { payload: { ...deputy, state: 'REJECTED' }, topics: ['representative:D1'] },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/整改到位|验收/);
  });

  it('is frozen once, with a hash that anybody can compute', async () => {
    expectRefused(await run('office', 'closeIndexPeriod', { ...place, expectedVersion: 7 }), 'VERSION_CONFLICT');
    ({ period: frozen } = await done('office', 'closeIndexPeriod', { ...place, expectedVersion: 1 }));
    expect(frozen).toMatchObject({ state: 'FROZEN', version: 2, frozenAt: '2026-04-10T16:00:00.000Z' });
    expectRefused(await run('office', 'closeIndexPeriod', { ...place, expectedVersion: 2 }), 'NOT_IN_STATE');
    const members = await world.db.queryText<{ content: Json }>(
      'select content from duty_index.snapshot order by code',
    );
    const [row] = await world.db.queryText<Json>('select * from duty_index.period');
    const content = {
      policyId: 'party',
      version: 1,
      policyHash: frozen.policyHash,
      kind: 'MONTH',
      start: '2026-03-01',
      end: '2026-04-01',
      position: row.position,
      members: members.map((member) => member.content),
    };
    expect(contentHash(content)).toBe(frozen.hash);
    expect(members[0]!.content).toMatchObject({ representativeId: 'D1', scoreHundredths: 8_075 });
    await expect(world.db.queryText('delete from duty_index.snapshot')).rejects.toThrow('never changed');
  });

  it('stays as it was; what comes later stands beside it', async () => {
    deeds.rectification('D1-z5', 'D1');
    await deeds.count();
    const { deputies } = await ask(
      'D1',
      `query ($period: PeriodInput!) { deputies(ids: ["D1"]) { dutyIndex(period: $period) { score currentScore
        period { state hash } corrections(first: 5) { totalCount edges { node { kind numerator denominator subject { id } } } } } } }`,
      { period: march },
    );
    expect(deputies[0].dutyIndex).toEqual({
      score: 80.75,
      currentScore: 88.75,
      period: { state: 'FROZEN', hash: frozen.hash },
      corrections: {
        totalCount: 1,
        edges: [{ node: { kind: 'RECTIFICATION', numerator: 1, denominator: 0, subject: { id: 'D1-z5' } } }],
      },
    });
  });

  it('is out of reach of new rules', async () => {
    const late = { ...party, minSample: 4 };
    const save = (effectiveFrom: string) =>
      run('office', 'saveIndexPolicy', { expectedVersion: 1, policy: { ...late, effectiveFrom } });
    expectRefused(await save('2026-03-01'), 'POLICY_PERIOD_CLOSED');
    expect(expectOk<Json>(await save('2026-04-01')).saveIndexPolicy.policy.version).toBe(2);
    await deeds.count();
    const { indexPeriods } = await ask(
      'D1',
      '{ indexPeriods(cohortId: "party") { edges { node { start policyVersion } } } }',
    );
    expect(indexPeriods.edges).toEqual([{ node: { start: '2026-03-01', policyVersion: 1 } }]);
  });
});
