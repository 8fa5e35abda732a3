import { Role } from '@lianxin/subgraph-kit';
import { createWorld, type World } from '../gateway-world.js';
import { type Json, type SchemeCalls, schemeCalls } from './scheme-calls.js';

export const district = '330702000000';
export const march = { kind: 'MONTH', start: '2026-03-01' };
export const april = { kind: 'MONTH', start: '2026-04-01' };
export const schemeId = 'table';

/** Two groups, and two sources of judgement of which one may be left out. */
export const staffTable = {
  schemeId,
  name: '考评',
  effectiveFrom: '2026-01-01',
  groups: [
    { code: 'STAFF', name: '机关干部' },
    { code: 'TOWN', name: '乡镇人大主席' },
  ],
  dimensions: [
    {
      code: 'WORK',
      name: '业务成效',
      weightBp: 10_000,
      indicators: [
        { code: 'DONE', name: '任务完成', weightBp: 6_000 },
        { code: 'ANSWERED', name: '建议办理', weightBp: 4_000 },
      ],
    },
  ],
  sources: [
    { source: 'INTERNAL', weightBp: 6_000, minSample: 1 },
    { source: 'PUBLIC', weightBp: 4_000, minSample: 2 },
  ],
  selection: {
    thresholdHundredths: 9_500,
    quotaBp: 5_000,
    ties: 'EXCLUDE',
    talkBelowHundredths: 6_000,
    adjustAfterPeriods: 2,
  },
};

/** Version of the staff's evaluation of March: four were enrolled, and judged four times. */
export const opened = 8;
const people = ['s1', 's2', 's3', 's4'];
/** What the inspection room gives in March, by person. */
const given = { s1: 97, s2: 96, s3: 55 };

const fields = `status hash evaluationVersion score exact isSelected isTalkDue lowPeriods isAdjustmentDue subject { id }
  current { score isSelected isTalkDue } corrections { points reason } talk { score }
  sources { source judges isLeftOut weight } dimensions { code score cells { source exact } }`;

/** The staff's evaluation of March, judged by two, and those who have to do with it. */
export async function staffEvaluation() {
  const world = await createWorld();
  await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: district }]);
  await world.account('elsewhere', [{ role: Role.OFFICE_CLERK, regionCode: '331000000000' }]);
  await world.account('placeless', [{ role: Role.OFFICE_CLERK }]);
  await world.account('inspector', [{ role: Role.INSPECTOR, regionCode: district }]);
  await world.account('resident', [{ role: Role.CONSTITUENT, regionCode: district }]);
  await world.account('s3', [{ role: Role.REPRESENTATIVE, representativeId: 's3' }]);
  const calls = schemeCalls(world, ['office', 'elsewhere', 'placeless', 'inspector', 'resident', 's3'], {
    saveEvaluationScheme: 'DutySchemePayload { scheme { id version } }',
    enrolEvaluated: 'EvaluatedPayload { subject { id groupCode version } }',
    judgeSubject: 'JudgementPayload { judgement { subjectId version } }',
    closeEvaluation: 'GroupEvaluationPayload { evaluation { id status version hash schemeVersion } }',
    correctEvaluation: 'EvaluationCorrectionPayload { correction { id points version } }',
    recordAdvisoryTalk: 'AdvisoryTalkPayload { talk { id score } }',
  });
  const staff = new StaffEvaluation(world, calls);
  await calls.at('2026-03-20T08:00:00+08:00');
  await calls.done('office', 'saveEvaluationScheme', { expectedVersion: 0, document: staffTable }, 'SaveSchemeInput');
  for (const id of people) await staff.enrol(id, 'STAFF', 0);
  for (const [id, points] of Object.entries(given)) await staff.judge('inspector', id, 'INTERNAL', points, march);
  await staff.judge('resident', 's1', 'PUBLIC', 10, march);
  return staff;
}

/** What is done with it, and read of it. */
export class StaffEvaluation implements AsyncDisposable {
  constructor(
    readonly world: World,
    readonly calls: SchemeCalls,
  ) {}

  enrol(subjectId: string, groupCode: string, expectedVersion: number): Promise<Json> {
    const name = `${subjectId} 名`;
    return this.calls.done('office', 'enrolEvaluated', { schemeId, subjectId, groupCode, name, expectedVersion });
  }

  judge(who: string, subjectId: string, source: string, points: number, period: object, version = 0): Promise<Json> {
    return this.calls.run(who, 'judgeSubject', {
      ...{ schemeId, period, subjectId, source, expectedVersion: version },
      scores: ['DONE', 'ANSWERED'].map((indicator) => ({ indicator, points })),
    });
  }

  /** Closes what the office has seen: `opened` of the staff, unless told. */
  close(input: object = {}, who = 'office'): Promise<Json> {
    const usual = { schemeId, groupCode: 'STAFF', period: march, expectedVersion: opened };
    return this.calls.run(who, 'closeEvaluation', { ...usual, ...input });
  }

  async results(period: object = march, groupCode = 'STAFF', who = 'office'): Promise<Json[]> {
    const query = `query ($p: PeriodInput!, $g: ID!) {
      evaluationResults(schemeId: "${schemeId}", groupCode: $g, period: $p) { edges { node { ${fields} } } } }`;
    const { evaluationResults } = await this.calls.ask(who, query, { p: period, g: groupCode });
    return evaluationResults.edges.map(({ node }: Json) => node);
  }

  async evaluation(period: object = march, who = 'office'): Promise<Json> {
    const query = `query ($p: PeriodInput!) {
      groupEvaluation(schemeId: "${schemeId}", groupCode: "STAFF", period: $p) {
        id status version hash closedAt schemeVersion
        history { totalCount edges { node { action fromStatus toStatus actorName note version eventId } } } } }`;
    return (await this.calls.ask(who, query, { p: period })).groupEvaluation;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.world[Symbol.asyncDispose]();
  }
}
