import { toldAtOnce } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { createWorld, type World } from '../gateway-world.js';
import { Notices } from '../notices.js';
import { type Json, type SchemeCalls, schemeCalls } from './scheme-calls.js';
import { district, march, schemeId, staffTable } from './staff-evaluation.js';

let world: World;
let calls: SchemeCalls;
let notices: Notices;

beforeAll(async () => {
  world = await createWorld();
  notices = await Notices.open(world);
  await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: district }]);
  await world.account('inspector', [{ role: Role.INSPECTOR, regionCode: district }]);
  for (const id of ['D1', 'D2', 'E1']) await world.account(id, [{ role: Role.REPRESENTATIVE, representativeId: id }]);
  await world.account('staff', [{ role: Role.LIAISON_OFFICER, stationId: 'st' }]);
  calls = schemeCalls(world, ['office', 'inspector', 'D1', 'E1', 'staff'], {
    saveEvaluationScheme: 'DutySchemePayload { scheme { id } }',
    enrolEvaluated: 'EvaluatedPayload { subject { id } }',
    judgeSubject: 'JudgementPayload { judgement { version } }',
    closeEvaluation: 'GroupEvaluationPayload { evaluation { id version hash } }',
    correctEvaluation: 'EvaluationCorrectionPayload { correction { id } }',
  });
  await calls.at('2026-03-20T08:00:00+08:00');
  await calls.done('office', 'saveEvaluationScheme', { expectedVersion: 0, document: staffTable }, 'SaveSchemeInput');
  const staff = await accountOf('staff');
  for (const subjectId of ['D1', 'D2', staff]) await enrol(subjectId, 'STAFF');
  await enrol('E1', 'TOWN');
  const scores = ['DONE', 'ANSWERED'].map((indicator) => ({ indicator, points: 87 }));
  const judgement = { schemeId, period: march, subjectId: 'D1', source: 'INTERNAL', expectedVersion: 0, scores };
  await calls.done('inspector', 'judgeSubject', judgement);
  // Most of the group have no account, as most people of a group have none.
  await world.db.queryText(
    `insert into duty_schemes.evaluated
     select '${schemeId}', 'Z' || n, 'STAFF', 'Z', '${district}', 1 from generate_series(1, ${toldAtOnce}) n`,
  );
});
afterAll(() => world[Symbol.asyncDispose]());

const enrol = (subjectId: string, groupCode: string): Promise<Json> =>
  calls.done('office', 'enrolEvaluated', { schemeId, subjectId, groupCode, name: subjectId, expectedVersion: 0 });

async function accountOf(username: string): Promise<string> {
  const rows = await world.db.queryText<{ id: string }>(
    'select id::text as id from identity.account where username = $1',
    [username],
  );
  return rows[0]!.id;
}

const once = ['D1', 'D2', 'STAFF'].map((username) => ({ username, kind: 'EVALUATION_CLOSED', times: 1 }));

describe('those who were judged', () => {
  let closed: Json;

  it('hear once that their evaluation is closed, and nobody else does', async () => {
    await calls.at('2026-04-01T08:00:00+08:00');
    const group = { schemeId, groupCode: 'STAFF', period: march };
    const { groupEvaluation } = await calls.ask(
      'office',
      `query ($g: ID!, $p: PeriodInput!) { groupEvaluation(schemeId: "${schemeId}", groupCode: $g, period: $p) { version } }`,
      { g: group.groupCode, p: march },
    );
    const keyed = { ...group, expectedVersion: groupEvaluation.version, idempotencyKey: 'close march' };
    for (const _ of [1, 2]) closed = (await calls.done('office', 'closeEvaluation', keyed)).evaluation;
    await notices.tellAll();
    expect(await notices.everything()).toEqual(once);
  });

  it('read it in their language, with the hash and without any figure', async () => {
    const { hash } = closed;
    expect(await notices.titles('D1', 'zh')).toEqual([`您2026年3月的考评已封账,请查看本人结果,快照哈希 ${hash}`]);
    expect(await notices.titles('staff', 'en')).toEqual([
      `Your evaluation of 2026-03 is closed, see your result; hash of the snapshot: ${hash}`,
    ]);
    expect(await notices.titles('E1', 'en')).toEqual([]);
    const own = `query ($id: ID!, $p: PeriodInput!) { evaluationResult(schemeId: "${schemeId}", subjectId: $id, period: $p) {
      status hash score } }`;
    const { evaluationResult } = await calls.ask('D1', own, { id: 'D1', p: march });
    expect(evaluationResult).toEqual({ status: 'CLOSED', hash, score: 87 });
    const rows = await world.db.queryText<{ payload: Json }>(
      `select payload from events.log where type = 'evaluation.told' order by position`,
    );
    const pages: string[][] = rows.map(({ payload: { subjectIds, ...rest } }) => {
      expect(rest).toEqual({ evaluationId: closed.id, ...march, hash });
      return subjectIds;
    });
    expect(pages.map(({ length }) => length)).toEqual([toldAtOnce, 3]);
    expect(new Set(pages.flat()).size).toBe(toldAtOnce + 3);
  });

  it('are told nothing by a correction of somebody, nor again by a replay', async () => {
    const correction = { evaluationId: closed.id, expectedVersion: closed.version, subjectId: 'D1' };
    await calls.done('office', 'correctEvaluation', { ...correction, hundredths: 100, reason: '漏记' });
    await notices.tellAll();
    expect(await notices.everything()).toEqual(once);
    await notices.replay();
    expect(await notices.everything()).toEqual(once);
  });
});
