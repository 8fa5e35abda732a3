import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectRefused } from '@lianxin/testing';
import { type Json, type SchemeCalls, schemeCalls } from '../duty-schemes/scheme-calls.js';
import { createWorld, type World } from '../gateway-world.js';
import { type Deeds, deedsIn } from './duty-world.js';

const province = '330000000000';
const city = '330700000000';
const district = '330702000000';
const other = '331000000000';
const march = { kind: 'MONTH', start: '2026-03-01' };
const offices = { province, city, district, other, placeless: undefined };
const deputies = { D1: [province, city, district], D2: [province, city], E1: [province, other] };
const people = [...Object.keys(offices), ...Object.keys(deputies), 'inspector', 'analyst', 'resident'];

let world: World;
let deeds: Deeds;
let calls: SchemeCalls;

beforeAll(async () => {
  world = await createWorld();
  deeds = deedsIn(world);
  for (const [name, regionCode] of Object.entries(offices))
    await world.account(name, [{ role: Role.OFFICE_CLERK, ...(regionCode && { regionCode }) }]);
  for (const id of Object.keys(deputies))
    await world.account(id, [{ role: Role.REPRESENTATIVE, representativeId: id }]);
  await world.account('inspector', [{ role: Role.INSPECTOR, regionCode: district }]);
  await world.account('analyst', [{ role: Role.ANALYST, regionCode: city }]);
  await world.account('resident', [{ role: Role.CONSTITUENT }]);
  calls = schemeCalls(world, people, {
    saveIndexPolicy: 'IndexPolicyPayload { policy { id version document } }',
    setIndexRanking: 'IndexRankingPayload { ranking { enabled } }',
    publishIndexPeriod: 'IndexPeriodPayload { period { id version } }',
    raiseIndexObjection: 'IndexObjectionPayload { objection { id version } }',
    answerIndexObjection: 'IndexObjectionPayload { objection { id version } }',
  });
  await calls.at('2026-04-02T10:00:00+08:00');
  for (const [id, regionPath] of Object.entries(deputies)) {
    deeds.deputy(id, { regionPath, isPartyMember: id !== 'E1' });
    deeds.offer(`${id}-o1`, id);
    deeds.rectification(`${id}-z1`, id);
  }
  deeds.rectification('D1-z2', 'D1', { acceptedAt: '2026-04-01T08:00:00Z' });
  await deeds.count();
});
afterAll(() => world[Symbol.asyncDispose]());

const board = async (who: string, cohortId: string, first = 10, after: string | null = null): Promise<Json> =>
  (
    await calls.ask(
      who,
      `query ($id: ID!, $period: PeriodInput!, $first: Int!, $after: String) {
        dutyIndexBoard(cohortId: $id, period: $period, first: $first, after: $after) { totalCount medianScore
          pageInfo { hasNextPage endCursor } edges { node { representative { id } score rank } } } }`,
      { id: cohortId, period: march, first, after },
    )
  ).dutyIndexBoard;
const shown = ({ edges }: Json): unknown[] =>
  edges.map(({ node }: Json) => [node.representative.id, node.score, node.rank]);
const rules = {
  policyId: 'party',
  name: '党员代表',
  effectiveFrom: '2026-01-01',
  cohort: { isPartyMember: true },
  weights: [{ kind: 'CLAIM', weightBp: 10_000 }],
};
const save = (who: string, change: object = {}, expectedVersion = 0): Promise<Json> =>
  calls.run(who, 'saveIndexPolicy', { expectedVersion, policy: { ...rules, ...change } });
const cohorts = async (who: string): Promise<string[]> =>
  (await calls.ask(who, '{ dutyIndexPolicies { totalCount edges { node { id } } } }')).dutyIndexPolicies.edges.map(
    ({ node }: Json) => node.id,
  );
const policyOf = async (id: string): Promise<string> =>
  (
    await calls.ask(
      'province',
      `query ($id: ID!) { deputies(ids: [$id]) { dutyIndex(period: { kind: MONTH, start: "2026-05-01" }) {
        policy { id } } } }`,
      { id },
    )
  ).deputies[0].dutyIndex.policy.id;

describe('the cohort of everybody', () => {
  it('is shown to each office as far as its region goes, ranked as a whole', async () => {
    const ranking = { cohortId: 'default', enabled: true, documentNo: '〔2026〕5号', expectedVersion: 0 };
    for (const who of ['city', 'district', 'other', 'placeless'])
      expectRefused(await calls.run(who, 'setIndexRanking', ranking), 'ROLE_NOT_PERMITTED');
    await calls.done('province', 'setIndexRanking', ranking);
    const [d1, d2, e1] = [
      ['D1', 71.43, 3],
      ['D2', 100, 1],
      ['E1', 100, 1],
    ];
    const seen = { province: [d2, e1, d1], city: [d2, d1], district: [d1], other: [e1], inspector: [d1] };
    for (const [who, rows] of Object.entries(seen)) {
      const page = await board(who, 'default');
      expect({ who, rows: shown(page) }).toEqual({ who, rows });
      expect(page).toMatchObject({ totalCount: rows.length, medianScore: 100 });
    }
    expect(await board('placeless', 'default')).toMatchObject({ totalCount: 0, medianScore: null, edges: [] });
    const first = await board('city', 'default', 1);
    expect([...shown(first), ...shown(await board('city', 'default', 1, first.pageInfo.endCursor))]).toEqual([d2, d1]);
  });

  it('is decided about by who holds it whole', async () => {
    const place = { cohortId: 'default', period: march };
    for (const who of ['city', 'district', 'other', 'placeless'])
      expectRefused(await calls.run(who, 'publishIndexPeriod', place), 'ROLE_NOT_PERMITTED');
    expectRefused(await save('city', { policyId: 'default' }), 'ROLE_NOT_PERMITTED');
  });
});

describe('the index of a deputy', () => {
  it('is told to analysts of the region, and to nobody without one', async () => {
    const query = '{ deputies(ids: ["D1", "E1"]) { dutyIndex { score } } }';
    const sees = async (who: string): Promise<boolean[]> =>
      (await calls.ask(who, query)).deputies.map(({ dutyIndex }: Json) => dutyIndex !== null);
    expect(await sees('analyst')).toEqual([true, false]);
    expect(await sees('E1')).toEqual([false, true]);
    expect(await sees('placeless')).toEqual([false, false]);
    expect(await sees('resident')).toEqual([false, false]);
  });
});

describe('rules', () => {
  it('that name no region are for that of their office', async () => {
    const { data } = await save('city');
    expect(data.saveIndexPolicy.policy.document.cohort).toMatchObject({ isPartyMember: true, regionCode: city });
    await deeds.count();
    expect(shown(await board('province', 'party')).map(([id]: Json) => id)).toEqual(['D1', 'D2']);
    expect(await board('other', 'party')).toMatchObject({ totalCount: 0, medianScore: null });
  });

  it('are not taken over, and reach no other region', async () => {
    const { cohort } = rules;
    for (const who of ['other', 'district', 'placeless']) expectRefused(await save(who, {}, 1), 'ROLE_NOT_PERMITTED');
    expectRefused(
      await save('city', { policyId: 'x', cohort: { ...cohort, regionCode: other } }),
      'ROLE_NOT_PERMITTED',
    );
    expectRefused(await save('district', { policyId: 'x', cohort: { regionCode: city } }), 'ROLE_NOT_PERMITTED');
    expectRefused(await save('city', { policyId: 'x', cohort: { regionCode: '330799000000' } }), 'ROLE_NOT_PERMITTED');
  });

  it('are read by those whom they can reach, and who oversees them', async () => {
    for (const who of ['province', 'city', 'district', 'inspector', 'analyst', 'D1', 'D2'])
      expect({ who, cohorts: await cohorts(who) }).toEqual({ who, cohorts: ['party'] });
    for (const who of ['other', 'placeless', 'E1', 'resident'])
      expect({ who, cohorts: await cohorts(who) }).toEqual({ who, cohorts: [] });
  });
});

describe('a period of a city, seen by a district', () => {
  const objections = 'query ($id: ID!) { indexObjections(periodId: $id) { totalCount edges { node { id } } } }';
  let period: Json;
  const made: Record<string, Json> = {};
  const answer = (who: string, objectionId: string): Promise<Json> =>
    calls.run(who, 'answerIndexObjection', { objectionId, expectedVersion: 1, upheld: false, answer: '不采纳' });

  it('shows the objections of its own deputies, which the city answers', async () => {
    const place = { cohortId: 'party', period: march };
    expectRefused(await calls.run('district', 'publishIndexPeriod', place), 'ROLE_NOT_PERMITTED');
    ({ period } = await calls.done('city', 'publishIndexPeriod', place));
    for (const who of ['D1', 'D2']) {
      const input = { periodId: period.id, text: '有异议' };
      made[who] = (await calls.done(who, 'raiseIndexObjection', input)).objection;
    }
    const list = async (who: string): Promise<string[]> =>
      (await calls.ask(who, objections, { id: period.id })).indexObjections.edges.map(({ node }: Json) => node.id);
    const [own, others] = [made['D1'].id, made['D2'].id];
    expect(await list('city')).toEqual([own, others].sort());
    for (const who of ['district', 'inspector', 'D1']) expect(await list(who)).toEqual([own]);
    expectErrorCode(await calls.tell('other', objections, { id: period.id }), 'NOT_FOUND');
    expectRefused(await answer('district', own), 'ROLE_NOT_PERMITTED');
    expectErrorCode(await answer('district', others), 'NOT_FOUND');
    expect(await answer('city', own)).toMatchObject({ data: { answerIndexObjection: { objection: { version: 2 } } } });
  });

  it('binds the rules of its own region, and those of no other', async () => {
    const own = { policyId: 'own', cohort: { isPartyMember: true } };
    expectRefused(await save('district', own), 'POLICY_PERIOD_CLOSED');
    expect(await save('other', { policyId: 'theirs', cohort: {} })).toMatchObject({
      data: { saveIndexPolicy: { policy: { version: 1 } } },
    });
    await save('district', { ...own, effectiveFrom: '2026-04-01' });
    await deeds.count();
    // As many conditions as the rules of the city: those of the lower region count.
    expect([await policyOf('D1'), await policyOf('D2'), await policyOf('E1')]).toEqual(['own', 'party', 'theirs']);
  });

  it('is left by a deputy who moves to another region, whose objection the city answers', async () => {
    deeds.deputy('D2', { regionPath: deputies.E1 });
    await deeds.count();
    expect(shown(await board('city', 'default'))).toEqual([]);
    expect(await policyOf('D2')).toBe('theirs');
    expectErrorCode(await answer('other', made['D2'].id), 'NOT_FOUND');
    expect(await answer('city', made['D2'].id)).toMatchObject({
      data: { answerIndexObjection: { objection: { version: 2 } } },
    });
    const query = '{ deputies(ids: ["D2"]) { dutyIndex { score } } }';
    expect((await calls.ask('city', query)).deputies).toEqual([{ dutyIndex: null }]);
    expect((await calls.ask('other', query)).deputies).toEqual([{ dutyIndex: { score: null } }]);
  });
});
