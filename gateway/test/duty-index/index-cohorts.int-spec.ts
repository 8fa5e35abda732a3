import { expectErrorCode, expectRefused } from '@lianxin/testing';
import { contentHash } from '../../src/modules/duty-index/core/canonical-json.js';
import type { Json, SchemeCalls } from '../duty-schemes/scheme-calls.js';
import type { World } from '../gateway-world.js';
import type { Deeds } from './duty-world.js';
import { march, party, periodWorld } from './period-world.js';

let world: World;
let deeds: Deeds;
let calls: SchemeCalls;

beforeAll(async () => ({ world, deeds, calls } = await periodWorld()));
afterAll(() => world[Symbol.asyncDispose]());

const board = async (first = 10, after: string | null = null): Promise<Json> =>
  (
    await calls.ask(
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

describe('rules', () => {
  it.each([
    [{ weights: [{ kind: 'CLAIM', weightBp: 9_000 }] }, 'POLICY_WEIGHTS_SUM'],
    [{ weights: [{ kind: 'LOGIN_COUNT', weightBp: 10_000 }] }, 'INDICATOR_FORBIDDEN'],
    [{ effectiveFrom: '2026-01-05' }, 'POLICY_INVALID'],
    [{ lookbackDays: 0 }, 'POLICY_INVALID'],
  ])('that cannot be are refused: %j', async (change, code) => {
    expectRefused(
      await calls.run('office', 'saveIndexPolicy', { expectedVersion: 0, policy: { ...party, ...change } }),
      code,
    );
  });

  it('are saved once by a key, in versions, by the office', async () => {
    const input = { idempotencyKey: 'save-1', expectedVersion: 0, policy: party };
    const [first, second] = [
      await calls.done('office', 'saveIndexPolicy', input),
      await calls.done('office', 'saveIndexPolicy', input),
    ];
    expect(first).toEqual({ policy: { id: 'party', version: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(second).toEqual(first);
    expectRefused(
      await calls.run('office', 'saveIndexPolicy', { expectedVersion: 0, policy: party }),
      'VERSION_CONFLICT',
    );
    expectErrorCode(await calls.run('analyst', 'saveIndexPolicy', { expectedVersion: 1, policy: party }), 'FORBIDDEN');
    await deeds.count();
    const { dutyIndexPolicies } = await calls.ask(
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
    expectRefused(await calls.run('office', 'setIndexRanking', { ...asked, documentNo: ' ' }), 'DOCUMENT_REQUIRED');
    expectRefused(
      await calls.run('office', 'setIndexRanking', { ...asked, cohortId: 'no', documentNo: 'x' }),
      'COHORT_UNKNOWN',
    );
    await calls.done('office', 'setIndexRanking', { ...asked, documentNo: '金人大〔2026〕5号' });
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
    expectErrorCode(await calls.tell('analyst', query, { p: march }), 'FORBIDDEN');
  });
});
