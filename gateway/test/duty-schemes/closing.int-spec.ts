import { randomUUID } from 'node:crypto';
import { expectErrorCode, expectRefused } from '@lianxin/testing';
import { contentHash } from '../../src/modules/duty-index/core/canonical-json.js';
import type { World } from '../gateway-world.js';
import type { Json, SchemeCalls } from './scheme-calls.js';
import { april, district, march, opened, schemeId, staffEvaluation, type StaffEvaluation } from './staff-evaluation.js';

let staff: StaffEvaluation;
let world: World;
let calls: SchemeCalls;

beforeAll(async () => {
  staff = await staffEvaluation();
  ({ world, calls } = staff);
});
afterAll(() => staff[Symbol.asyncDispose]());

describe('the end of an evaluation', () => {
  it('is refused while the period runs, for nobody, and to who may not', async () => {
    expect(await staff.evaluation()).toMatchObject({ id: null, status: 'OPEN', version: opened, hash: null });
    expectRefused(await staff.close(), 'EVALUATION_NOT_ENDED');
    await calls.at('2026-04-01T08:00:00+08:00');
    expectRefused(await staff.close({ groupCode: 'TOWN', expectedVersion: 0 }), 'GROUP_EMPTY');
    expectRefused(await staff.close({ groupCode: 'NONE' }), 'GROUP_UNKNOWN');
    expectRefused(await staff.close({ expectedVersion: 0 }), 'VERSION_CONFLICT');
    expectErrorCode(await staff.close({ schemeId: 'none' }), 'NOT_FOUND');
    expectErrorCode(await staff.close({}, 'placeless'), 'FORBIDDEN');
    expectErrorCode(await staff.close({}, 'inspector'), 'FORBIDDEN');
    expectRefused(await staff.close({ expectedVersion: 0 }, 'elsewhere'), 'GROUP_EMPTY');
  });

  it('freezes the figures once, with a hash that anybody can compute again', async () => {
    const before = await staff.results();
    const keyed = { idempotencyKey: randomUUID() };
    const outcomes = await Promise.all([staff.close(keyed), staff.close(keyed), staff.close()]);
    const closed = outcomes.map(({ data }: Json) => data.closeEvaluation);
    const done = closed.filter(({ evaluation: made }: Json) => made);
    expect(new Set(done.map(({ evaluation: made }: Json) => made.id)).size).toBe(1);
    expect(closed.filter(({ code }: Json) => code === 'VERSION_CONFLICT')).toHaveLength(3 - done.length);
    expect(done[0].evaluation).toMatchObject({ status: 'CLOSED', version: opened + 1, schemeVersion: 1 });
    expectRefused(await staff.close(), 'VERSION_CONFLICT');
    expectRefused(await staff.close({ expectedVersion: opened + 1 }), 'NOT_IN_STATE');

    const frozen = await staff.results();
    expect(frozen.map(({ status }) => status)).toEqual(['CLOSED', 'CLOSED', 'CLOSED', 'CLOSED']);
    const { hash } = done[0].evaluation;
    expect(frozen).toEqual(
      before.map((each: Json) => ({ ...each, status: 'CLOSED', hash, evaluationVersion: opened + 1 })),
    );
    // Somebody whom too few have judged has no score, and not 0.
    expect(frozen.at(-1)).toMatchObject({ subject: { id: 's4' }, score: null, exact: null, isTalkDue: false });
    expect(frozen[0].sources).toContainEqual({ source: 'PUBLIC', judges: 1, isLeftOut: true, weight: null });

    const rows = await world.db.queryText<Json>(
      `select s.content, t.hash from duty_schemes.evaluation_snapshot s, duty_schemes.evaluation_scheme t
       where t.scheme_id = '${schemeId}' order by s.place`,
    );
    const published = {
      schemeId,
      schemeVersion: 1,
      schemeHash: rows[0]!.hash,
      groupCode: 'STAFF',
      region: district,
      ...march,
      end: '2026-04-01',
      results: rows.map(({ content }) => content),
    };
    expect(contentHash(published)).toBe(hash);
  });

  it('takes no judgement after that, whatever becomes of the group', async () => {
    expectRefused(await staff.judge('inspector', 's4', 'INTERNAL', 90, march), 'EVALUATION_CLOSED');
    expectRefused(await staff.judge('inspector', 's1', 'INTERNAL', 90, march, 1), 'EVALUATION_CLOSED');
    await staff.enrol('s2', 'TOWN', 1);
    expectRefused(await staff.judge('inspector', 's2', 'INTERNAL', 90, march, 1), 'EVALUATION_CLOSED');
    expect((await staff.results()).map(({ subject }) => subject.id)).toEqual(['s1', 's2', 's3', 's4']);
    expect(await staff.results(march, 'TOWN')).toEqual([]);
    expect((await staff.results(april, 'TOWN')).map(({ subject }) => subject.id)).toEqual(['s2']);
    expectRefused(await staff.close({ groupCode: 'TOWN', expectedVersion: 1 }), 'GROUP_EMPTY');
    const rows = await world.db.queryText<{ id: string }>('select id from duty_schemes.evaluation');
    for (const table of ['evaluation_snapshot', 'evaluation_history']) {
      const change = world.db.queryText(`delete from duty_schemes.${table}`);
      await expect(change).rejects.toThrow(/added|append-only/);
    }
    expect(rows).toHaveLength(1);
  });

  it('is corrected beside the snapshot, by what is added', async () => {
    const { id, version } = await staff.evaluation();
    const correction = { evaluationId: id, expectedVersion: version, subjectId: 's2', hundredths: 350, reason: '漏记' };
    const correct = (input: object = {}, who = 'office') =>
      calls.run(who, 'correctEvaluation', { ...correction, ...input });
    expectRefused(await correct({ reason: ' ' }), 'REASON_REQUIRED');
    expectRefused(await correct({ hundredths: 401 }), 'CORRECTION_OUT_OF_RANGE');
    expectRefused(await correct({ hundredths: -9_601 }), 'CORRECTION_OUT_OF_RANGE');
    expectRefused(await correct({ subjectId: 's4' }), 'SCORE_MISSING');
    expectRefused(await correct({ expectedVersion: 0 }), 'VERSION_CONFLICT');
    expectErrorCode(await correct({ hundredths: 0 }), 'INVALID_INPUT');
    expectErrorCode(await correct({ subjectId: 'nobody' }), 'NOT_FOUND');
    expectErrorCode(await correct({}, 'elsewhere'), 'NOT_FOUND');
    expectErrorCode(await correct({}, 'inspector'), 'FORBIDDEN');
    const keyed = { ...correction, idempotencyKey: randomUUID() };
    const first = await calls.done('office', 'correctEvaluation', keyed);
    expect(first.correction).toMatchObject({ points: 3.5, version: opened + 2 });
    expect(await calls.done('office', 'correctEvaluation', keyed)).toEqual(first);
    expectRefused(await correct(), 'VERSION_CONFLICT');

    const [s1, s2] = await staff.results();
    // Half of two who reach the threshold is one place, and the correction has moved it.
    expect(s1).toMatchObject({ score: 97, isSelected: true, current: { score: 97, isSelected: false } });
    expect(s2).toMatchObject({
      ...{ score: 96, exact: '96', isSelected: false, corrections: [{ points: 3.5, reason: '漏记' }] },
      current: { score: 99.5, isSelected: true, isTalkDue: false },
    });
    const { history, ...state } = await staff.evaluation();
    expect(state).toMatchObject({ status: 'CLOSED', version: opened + 2, hash: s1.hash });
    expect(history.edges.map(({ node }: Json) => [node.version, node.action, node.fromStatus, node.note])).toEqual([
      [opened + 1, 'CLOSE', 'OPEN', null],
      [opened + 2, 'CORRECT', 'CLOSED', '漏记'],
    ]);
    await world.relay.drain();
    const told = await world.db.queryText<Json>(
      `select event_id::text as id, payload from events.log where type = 'evaluation.changed' order by position`,
    );
    expect(told.map((each) => each.id)).toEqual(history.edges.map(({ node }: Json) => node.eventId));
    expect(told.map(({ payload }) => payload.action)).toEqual(['CLOSE', 'CORRECT']);
    expect(JSON.stringify(told)).not.toContain('漏记');
  });

  it('asks for a talk by the score as it stands, and for more after two low periods in a row', async () => {
    const talk = { schemeId, period: march, subjectId: 's3', heldOn: '2026-04-01', summary: '说明情况' };
    const record = (input: object) => calls.run('office', 'recordAdvisoryTalk', { ...talk, ...input });
    expect((await staff.results())[2]).toMatchObject({ lowPeriods: 1, isAdjustmentDue: false });
    const { id, version } = await staff.evaluation();
    const correction = {
      evaluationId: id,
      expectedVersion: version,
      subjectId: 's3',
      hundredths: -100,
      reason: '核减',
    };
    await calls.done('office', 'correctEvaluation', correction);
    expectRefused(await record({ expectedScoreHundredths: 5_500 }), 'VERSION_CONFLICT');
    expect(await record({ expectedScoreHundredths: 5_400 })).toMatchObject({
      data: { recordAdvisoryTalk: { talk: { score: 54 } } },
    });
    const list = `query ($p: PeriodInput, $filter: EvaluationResultFilter) {
      advisoryTalks(schemeId: "${schemeId}", period: $p) {
        totalCount edges { node { subjectId kind start score heldOn summary } } }
      evaluationResults(schemeId: "${schemeId}", groupCode: "STAFF", period: { kind: MONTH, start: "2026-03-01" }, filter: $filter) {
        totalCount edges { node { subject { id } } } } }`;
    const shown = await calls.ask('inspector', list, { p: march, filter: { isTalkDue: true, hasTalk: true } });
    const { start, kind } = march;
    expect(shown.advisoryTalks).toEqual({
      totalCount: 1,
      edges: [{ node: { subjectId: 's3', kind, start, score: 54, heldOn: '2026-04-01', summary: '说明情况' } }],
    });
    expect(shown.evaluationResults).toEqual({ totalCount: 1, edges: [{ node: { subject: { id: 's3' } } }] });
    const none = await calls.ask('office', list, { p: april, filter: { isTalkDue: true, hasTalk: false } });
    expect([none.advisoryTalks.totalCount, none.evaluationResults.totalCount]).toEqual([0, 0]);
    expect((await calls.ask('elsewhere', list, {})).advisoryTalks.totalCount).toBe(0);
    expectErrorCode(await calls.tell('s3', list, {}), 'FORBIDDEN');
    await staff.judge('inspector', 's3', 'INTERNAL', 59, april);
    const [low] = (await staff.results(april)).filter(({ subject }) => subject.id === 's3');
    expect(low).toMatchObject({ status: 'OPEN', isTalkDue: true, lowPeriods: 2, isAdjustmentDue: true, talk: null });
    await staff.judge('inspector', 's3', 'INTERNAL', 60, april, 1);
    expect((await staff.results(april)).find(({ subject }) => subject.id === 's3')).toMatchObject({
      isTalkDue: false,
      lowPeriods: 0,
      isAdjustmentDue: false,
    });
  });

  it('is not closed over what came since the office looked', async () => {
    await calls.at('2026-05-01T08:00:00+08:00');
    const group = { groupCode: 'STAFF', period: april };
    const seen = async (): Promise<number> => {
      const [{ evaluationVersion }] = await staff.results(april);
      expect((await staff.evaluation(april)).version).toBe(evaluationVersion);
      return evaluationVersion;
    };
    const stale = async (version: number): Promise<void> => {
      const refused = await staff.close({ ...group, expectedVersion: version });
      expectRefused(refused, 'VERSION_CONFLICT');
      expect(refused.data.closeEvaluation.currentVersion).toBe(await seen());
    };
    let version = await seen();
    // Two judge one person at once, and neither is in the other's way.
    const both = await Promise.all([
      staff.judge('inspector', 's1', 'INTERNAL', 80, april),
      staff.judge('resident', 's1', 'PUBLIC', 70, april),
    ]);
    for (const { data } of both) expect(data.judgeSubject.judgement.version).toBe(1);
    expect(await seen()).toBe(version + 2);
    await stale(version);

    version = await seen();
    await staff.judge('inspector', 's1', 'INTERNAL', 81, april, 1);
    await stale(version);
    version = await seen();
    await staff.enrol('s4', 'TOWN', 1);
    await stale(version);
    // Somebody who was judged as often comes into the group: no version comes again.
    version = await seen();
    await staff.enrol('s4', 'STAFF', 2);
    await stale(version);
    // Neither another period nor another group moves it, nor a judgement that was refused.
    version = await seen();
    await staff.judge('inspector', 's2', 'INTERNAL', 81, april);
    await staff.judge('inspector', 's1', 'INTERNAL', 81, { kind: 'MONTH', start: '2026-05-01' });
    expectRefused(await staff.judge('inspector', 's1', 'INTERNAL', 82, april), 'VERSION_CONFLICT');
    expect(await seen()).toBe(version);
    const [one, two] = await Promise.all([1, 2].map(() => staff.close({ ...group, expectedVersion: version })));
    const done = [one, two].filter(({ data }: Json) => data.closeEvaluation.evaluation);
    expect(done.map(({ data }: Json) => data.closeEvaluation.evaluation.version)).toEqual([version + 1]);
  });

  it('is seen by its office, and by everybody as to themselves', async () => {
    const list = `query { groupEvaluations(schemeId: "${schemeId}") { totalCount edges { node { groupCode status } } } }`;
    expect((await calls.ask('inspector', list)).groupEvaluations).toEqual({
      totalCount: 2,
      edges: [1, 2].map(() => ({ node: { groupCode: 'STAFF', status: 'CLOSED' } })),
    });
    expect((await calls.ask('elsewhere', list)).groupEvaluations.totalCount).toBe(0);
    expectErrorCode(await calls.tell('s3', list), 'FORBIDDEN');
    const own = `query ($p: PeriodInput!) { evaluationResult(schemeId: "${schemeId}", subjectId: "s3", period: $p) {
      status evaluationVersion score current { score } } }`;
    const mine = (await calls.ask('s3', own, { p: march })).evaluationResult;
    expect(mine).toEqual({ status: 'CLOSED', evaluationVersion: null, score: 55, current: { score: 54 } });
    expectErrorCode(await calls.tell('resident', own, { p: march }), 'NOT_FOUND');
  });
});
