import { businessDate } from '@lianxin/calendar';
import {
  closeEvaluation,
  correctEvaluation,
  type DutySchemesParts,
  enrolEvaluated,
  exampleEvaluationScheme,
  groupResults,
  type IndexPeriod,
  JudgementSource,
  judgeSubject,
  recordTalk,
  saveEvaluationScheme,
} from '@lianxin/gateway';
import type { Principal } from '@lianxin/subgraph-kit';
import { city } from '../directory/regions.js';
import { monthBefore, periodBefore } from './demo-months.js';
import { demoJudges, demoSubjects, type PlannedSubject, scoresOf } from './evaluation-plan.js';
import { deputyAs, inspector, office, stands } from './scheme-people.js';

const { schemeId } = exampleEvaluationScheme;
const groupCode = 'DEPUTY';
const place = { groupCode, region: city.code };

async function judge(
  parts: DutySchemesParts,
  principal: Principal,
  source: JudgementSource,
  subject: PlannedSubject,
  period: IndexPeriod,
): Promise<void> {
  const { id: subjectId, code } = subject.deputy;
  const idempotencyKey = `demo judge ${source} ${principal.accountId} ${code} ${period.start}`;
  const scores = scoresOf(`${source} ${principal.accountId}`, subject, period.start);
  const command = { idempotencyKey, schemeId, period, subjectId, source, expectedVersion: 0, scores };
  await stands(idempotencyKey, judgeSubject(parts, principal, command));
}

/** Last month: the inspection room, peers and other deputies have judged everybody; of residents there were too few. */
async function judgeAll(parts: DutySchemesParts, period: IndexPeriod): Promise<void> {
  for (const subject of demoSubjects) {
    await judge(parts, inspector, JudgementSource.INTERNAL, subject, period);
    for (const peer of demoSubjects) {
      if (peer !== subject) await judge(parts, deputyAs(peer.deputy), JudgementSource.PEER, subject, period);
    }
    for (const each of demoJudges) await judge(parts, deputyAs(each), JudgementSource.DEPUTY, subject, period);
  }
}

/** This month has begun: the inspection room has judged some, and two peers one of them. */
async function judgeSome(parts: DutySchemesParts, period: IndexPeriod): Promise<void> {
  for (const subject of demoSubjects.slice(0, 4)) {
    await judge(parts, inspector, JudgementSource.INTERNAL, subject, period);
  }
  const [first, ...peers] = demoSubjects;
  if (!first) return;
  for (const { deputy } of peers.slice(0, 2)) {
    await judge(parts, deputyAs(deputy), JudgementSource.PEER, first, period);
  }
}

/** Closes last month, corrects one result beside the snapshot, and records the talk that the lowest score asks for. */
async function closeAndTalk(parts: DutySchemesParts, period: IndexPeriod, anchor: Date): Promise<void> {
  const open = await groupResults(parts.db, schemeId, period, place);
  if (open && !open.closed) {
    const close = { schemeId, groupCode, period, expectedVersion: open.evaluationVersion };
    const idempotencyKey = `demo close ${period.start}`;
    await stands(idempotencyKey, closeEvaluation(parts, office, { idempotencyKey, ...close }));
  }
  const table = await groupResults(parts.db, schemeId, period, place);
  const corrected = table?.results.find(({ content }) => content.subject.id === demoSubjects[2]?.deputy.id);
  const low = table?.results.find(({ current }) => current.isTalkDue);
  if (!table?.closed || !corrected || !low) throw new Error(`The evaluation of ${period.start} is not as planned`);
  if (corrected.corrections.length === 0) {
    const place = { evaluationId: table.closed.id, expectedVersion: table.evaluationVersion };
    const idempotencyKey = `demo correct ${period.start}`;
    const added = { subjectId: corrected.content.subject.id, hundredths: 50, reason: '漏计一件建议办理,据实补记' };
    await stands(idempotencyKey, correctEvaluation(parts, office, { idempotencyKey, ...place, ...added }));
  }
  const talk = {
    idempotencyKey: `demo talk ${period.start}`,
    schemeId,
    period,
    subjectId: low.content.subject.id,
    expectedScoreHundredths: low.current.hundredths ?? 0,
    heldOn: businessDate(anchor),
    summary: '分析得分偏低的原因,商定改进措施和帮带人。',
  };
  await stands(talk.idempotencyKey, recordTalk(parts, office, talk));
}

/**
 * Evaluates six deputies of the city by the example table: last month, closed, and this month, open. What an interrupted
 * run did already stands.
 */
export async function installEvaluation(parts: DutySchemesParts, anchor: Date): Promise<void> {
  const scheme = { ...exampleEvaluationScheme, effectiveFrom: monthBefore(anchor, 2) };
  const begin = { idempotencyKey: 'demo evaluation scheme', expectedVersion: 0, scheme };
  await stands(begin.idempotencyKey, saveEvaluationScheme(parts, office, begin));
  for (const { deputy } of demoSubjects) {
    const idempotencyKey = `demo enrol ${deputy.code}`;
    const subject = { subjectId: deputy.id, groupCode, name: deputy.name, expectedVersion: 0 };
    await stands(idempotencyKey, enrolEvaluated(parts, office, { idempotencyKey, schemeId, ...subject }));
  }
  const [last, present] = [periodBefore(anchor, 1), periodBefore(anchor, 0)];
  await judgeAll(parts, last);
  await judgeSome(parts, present);
  await closeAndTalk(parts, last, anchor);
}
