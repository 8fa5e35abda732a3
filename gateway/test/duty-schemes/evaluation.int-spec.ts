import { randomUUID } from 'node:crypto';
import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectRefused } from '@lianxin/testing';
import { exampleEvaluationScheme } from '../../src/modules/duty-schemes/evaluation/example-scheme.js';
import { deedsIn } from '../duty-index/duty-world.js';
import { createWorld, type World } from '../gateway-world.js';
import { type Json, type SchemeCalls, schemeCalls } from './scheme-calls.js';

let world: World;
let calls: SchemeCalls;

const district = '330702000000';
const march = { kind: 'MONTH', start: '2026-03-01' };
const schemeId = 'five-dimensions';
const indicators = exampleEvaluationScheme.dimensions.flatMap((each) => each.indicators.map(({ code }) => code));
const all = (points: number) => indicators.map((indicator) => ({ indicator, points }));
const residents = ['resident', 'villager', 'stranger', 'placeless', 'above'];
const peers = ['D1', 'D2', 'D3', 'D4'];

beforeAll(async () => {
  world = await createWorld();
  await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: district }]);
  await world.account('elsewhere', [{ role: Role.OFFICE_CLERK, regionCode: '331000000000' }]);
  await world.account('inspector', [{ role: Role.INSPECTOR, regionCode: district }]);
  await world.account('resident', [{ role: Role.CONSTITUENT, regionCode: district }]);
  await world.account('stranger', [{ role: Role.CONSTITUENT, regionCode: '331000000000' }]);
  await world.account('placeless', [{ role: Role.CONSTITUENT }]);
  await world.account('villager', [{ role: Role.CONSTITUENT, regionCode: '330702001000' }]);
  await world.account('above', [{ role: Role.CONSTITUENT, regionCode: '330700000000' }]);
  for (const id of peers) await world.account(id, [{ role: Role.REPRESENTATIVE, representativeId: id }]);
  calls = schemeCalls(world, ['office', 'elsewhere', 'inspector', ...residents, ...peers], {
    saveEvaluationScheme: 'DutySchemePayload { scheme { id version } }',
    enrolEvaluated: 'EvaluatedPayload { subject { id groupCode version } }',
    judgeSubject: 'JudgementPayload { judgement { subjectId source version } }',
    recordAdvisoryTalk: 'AdvisoryTalkPayload { talk { id score heldOn } }',
  });
  await calls.at('2026-03-20T08:00:00+08:00');
  const deeds = deedsIn(world);
  for (const id of peers) deeds.deputy(id);
  deeds.deputy('D5', { regionPath: ['330700000000', district, '330702001000'] });
  await deeds.count();
});
afterAll(() => world[Symbol.asyncDispose]());

const save = (document: object, expectedVersion = 0) =>
  calls.run('office', 'saveEvaluationScheme', { expectedVersion, document }, 'SaveSchemeInput');
const judge = (who: string, subjectId: string, source: string, points: number, more: object = {}) =>
  calls.run(who, 'judgeSubject', {
    schemeId,
    period: march,
    subjectId,
    source,
    expectedVersion: 0,
    scores: all(points),
    ...more,
  });
const fields = `schemeVersion score exact isSelected isTalkDue talk { score } subject { id }
  sources { source judges isLeftOut weight } dimensions { code cells { source exact indicators { code points judges } } }`;
const results = async (who: string): Promise<Json[]> =>
  (
    await calls.ask(
      who,
      `query ($p: PeriodInput!) { evaluationResults(schemeId: "${schemeId}", groupCode: "DEPUTY", period: $p) {
        edges { node { ${fields} } } } }`,
      { p: march },
    )
  ).evaluationResults.edges.map(({ node }: Json) => node);

describe('an evaluation by dimensions', () => {
  it('begins from an example of five dimensions and 28 indicators', async () => {
    expect([exampleEvaluationScheme.dimensions.length, indicators.length]).toEqual([5, 28]);
    const query = `query { evaluationSchemes(schemeId: "${schemeId}") { edges { node { version document } } } }`;
    const [{ node }] = (await calls.ask('D1', query)).evaluationSchemes.edges;
    expect(node.version).toBe(0);
    const { dimensions, sources } = node.document;
    const [first, ...rest] = dimensions;
    expectRefused(await save({ ...node.document, dimensions: rest }), 'POLICY_WEIGHTS_SUM');
    const presence = { ...first, indicators: [{ code: 'SIGN_IN', name: '打卡签到', weightBp: 10000 }] };
    expectRefused(await save({ ...node.document, dimensions: [presence, ...rest] }), 'INDICATOR_FORBIDDEN');
    const known = sources.map((each: Json) => ({ ...each, minSample: 1 }));
    expectRefused(await save({ ...node.document, sources: known }), 'SCHEME_INVALID');
    const keyed = { idempotencyKey: randomUUID(), expectedVersion: 0, document: node.document };
    const saved = await calls.done('office', 'saveEvaluationScheme', keyed, 'SaveSchemeInput');
    expect(saved.scheme.version).toBe(1);
    expect(await calls.done('office', 'saveEvaluationScheme', keyed, 'SaveSchemeInput')).toEqual(saved);
    expectRefused(await save(node.document), 'VERSION_CONFLICT');
    expectRefused(await save(node.document, 1), 'SCHEME_REACHES_BACK');
  });

  it('takes people into groups of their region', async () => {
    const enrol = (who: string, subjectId: string, more: object = {}) =>
      calls.run(who, 'enrolEvaluated', {
        schemeId,
        subjectId,
        groupCode: 'DEPUTY',
        name: subjectId,
        expectedVersion: 0,
        ...more,
      });
    for (const id of peers) await enrol('office', id);
    expectRefused(await enrol('office', 'D1'), 'VERSION_CONFLICT');
    expectRefused(await enrol('office', 'D9', { groupCode: 'NONE' }), 'GROUP_UNKNOWN');
    expectErrorCode(await enrol('elsewhere', 'D1', { expectedVersion: 1 }), 'NOT_FOUND');
    expectErrorCode(await enrol('D1', 'D1'), 'FORBIDDEN');
  });

  it('takes judgements of who is entitled, and counts the last of each', async () => {
    for (const [who, source] of [
      ['D1', 'PEER'],
      ['D1', 'DEPUTY'],
      ['D2', 'INTERNAL'],
      ['resident', 'PEER'],
      ['office', 'PUBLIC'],
      ['stranger', 'PUBLIC'],
      ['placeless', 'PUBLIC'],
      ['above', 'PUBLIC'],
    ] as const) {
      expectRefused(await judge(who, 'D1', source, 80), 'JUDGE_NOT_ENTITLED');
    }
    expectErrorCode(await judge('inspector', 'D9', 'INTERNAL', 80), 'NOT_FOUND');
    expectRefused(await judge('inspector', 'D1', 'INTERNAL', 101), 'SCORES_INCOMPLETE');
    const partial = { scores: all(80).slice(1) };
    expectRefused(await judge('inspector', 'D1', 'INTERNAL', 80, partial), 'SCORES_INCOMPLETE');
    const april = { period: { kind: 'MONTH', start: '2026-04-01' } };
    expectRefused(await judge('inspector', 'D1', 'INTERNAL', 80, april), 'DAY_IN_FUTURE');
    const key = { idempotencyKey: randomUUID() };
    for (const _ of [1, 2]) {
      expect(await judge('inspector', 'D1', 'INTERNAL', 80, key)).toMatchObject({
        data: { judgeSubject: { judgement: { version: 1 } } },
      });
    }
    expectRefused(await judge('inspector', 'D1', 'INTERNAL', 90), 'VERSION_CONFLICT');
    await judge('inspector', 'D1', 'INTERNAL', 96, { expectedVersion: 1 });
    await judge('inspector', 'D2', 'INTERNAL', 95);
    await judge('inspector', 'D3', 'INTERNAL', 50);
    for (const [who, points] of [
      ['D2', 100],
      ['D3', 98],
    ] as const) {
      await judge(who, 'D1', 'PEER', points);
    }
    const [d1] = await results('office');
    // Two peers are fewer than three: what they said is neither counted nor shown.
    expect(d1).toMatchObject({ score: 96, exact: '96', schemeVersion: 1 });
    expect(d1.sources).toContainEqual({ source: 'PEER', judges: 2, isLeftOut: true, weight: null });
    expect(JSON.stringify(d1.dimensions)).not.toContain('PEER');
    await judge('D4', 'D1', 'PEER', 97);
    const [more] = await results('office');
    // (0.4 × 96 + 0.2 × 295/3) ÷ 0.6 = 871/9 = 96.777…
    expect(more).toMatchObject({ subject: { id: 'D1' }, score: 96.78, exact: '871/9' });
    expect(more.sources).toContainEqual({ source: 'INTERNAL', judges: 1, isLeftOut: false, weight: '2/3' });
    const [cell] = more.dimensions[0].cells.filter(({ source }: Json) => source === 'PEER');
    expect(cell).toMatchObject({ exact: '295/3' });
    expect(cell.indicators[0]).toEqual({ code: 'POLITICAL_1', points: 295, judges: 3 });
  });

  it('selects by threshold and quota, and asks for talks', async () => {
    const shown = await results('office');
    // Two reach 95 points; 45 % of two is less than one place.
    expect(
      shown.map(({ subject, score, isSelected, isTalkDue }) => [subject.id, score, isSelected, isTalkDue]),
    ).toEqual([
      ['D1', 96.78, false, false],
      ['D2', 95, false, false],
      ['D3', 50, false, true],
      ['D4', null, false, false],
    ]);
    const talk = {
      schemeId,
      period: march,
      subjectId: 'D3',
      expectedScoreHundredths: 5000,
      heldOn: '2026-03-19',
      summary: '说明情况',
    };
    const record = (input: object, who = 'office') => calls.run(who, 'recordAdvisoryTalk', { ...talk, ...input });
    expectRefused(await record({ subjectId: 'D1' }), 'TALK_NOT_DUE');
    expectRefused(await record({ expectedScoreHundredths: 5100 }), 'VERSION_CONFLICT');
    expectRefused(await record({ heldOn: '2026-03-21' }), 'DAY_IN_FUTURE');
    expectRefused(await record({ summary: ' ' }), 'TEXT_REQUIRED');
    expectErrorCode(await record({}, 'elsewhere'), 'NOT_FOUND');
    const keyed = { ...talk, idempotencyKey: randomUUID() };
    const first = await calls.done('office', 'recordAdvisoryTalk', keyed);
    expect(first.talk).toMatchObject({ score: 50, heldOn: '2026-03-19' });
    expect(await calls.done('office', 'recordAdvisoryTalk', keyed)).toEqual(first);
    expectRefused(await record({}), 'NOT_IN_STATE');
    expect((await results('inspector'))[2]).toMatchObject({ talk: { score: 50 } });
  });

  it('hears residents of the region and below it', async () => {
    for (const who of ['resident', 'villager'])
      expect(await judge(who, 'D4', 'PUBLIC', 70)).toMatchObject({
        data: { judgeSubject: { judgement: { source: 'PUBLIC', version: 1 } } },
      });
  });

  it('shows the office its region and everybody their own', async () => {
    expect(await results('elsewhere')).toEqual([]);
    const one = `query ($p: PeriodInput!) { evaluationResult(schemeId: "${schemeId}", subjectId: "D1", period: $p) { score } }`;
    expect((await calls.ask('D1', one, { p: march })).evaluationResult).toEqual({ score: 96.78 });
    for (const who of ['D2', 'elsewhere', 'resident']) {
      expectErrorCode(await calls.tell(who, one, { p: march }), 'NOT_FOUND');
    }
  });
});
