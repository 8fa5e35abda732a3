import { businessDate } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import { AppError, refuse, type RefusalReason } from '@lianxin/errors';
import { hasRole, type Principal, Role } from '@lianxin/subgraph-kit';
import type { IndexPeriod } from '../../duty-index/core/index-period.js';
import type { CommandOutcome, KeyedCommand } from '../../keyed-commands.js';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import { versionOn } from '../points/points-scheme.js';
import { runOnce } from '../run-once.js';
import { deputiesById, lockSchemes, regionLiesIn } from '../units/unit.sql.js';
import { isClosedFor } from './closing/place-of.js';
import { type EvaluationScheme, JudgementSource } from './evaluation-scheme.js';
import { type EvaluatedRow, findEvaluated, insertJudgement, judgedSoFar } from './evaluation.sql.js';
import { countJudgement } from './open-version.sql.js';
import { loadEvaluation } from './save-evaluation-scheme.js';

/** What a judge says of somebody; `expectedVersion` is 0 for a first judgement. */
export interface JudgeSubjectCommand extends KeyedCommand {
  readonly schemeId: string;
  readonly period: IndexPeriod;
  readonly subjectId: string;
  readonly source: JudgementSource;
  readonly expectedVersion: number;
  readonly scores: readonly { readonly indicator: string; readonly points: number }[];
}

const how = { operation: 'judgeSubject', table: 'judgement' };

/** A person is a deputy wherever there is one, and else an account. */
const personOf = ({ representativeId, accountId }: Principal): string => representativeId ?? accountId;

/** Whether the region of a resident's account (居住地) is a region or one below it; an account that names none lies nowhere. */
async function liesIn(tx: Sql, code: string | undefined, region: string): Promise<boolean> {
  if (code === undefined || code === region) return code === region;
  return (await tx.query(regionLiesIn, [code, region]))[0]?.lies ?? false;
}

/** Whether somebody may judge a subject in the name of a source; nobody judges themselves. */
async function mayJudge(
  tx: Sql,
  principal: Principal,
  source: JudgementSource,
  subject: EvaluatedRow,
): Promise<boolean> {
  const { subject_id: subjectId, region_code: region, scheme_id: schemeId } = subject;
  const person = personOf(principal);
  if (person === subjectId || principal.accountId === subjectId) return false;
  switch (source) {
    case JudgementSource.INTERNAL:
      return hasRole(principal, Role.INSPECTOR) && principal.regionCode === region;
    case JudgementSource.PEER: {
      const [peer] = await tx.query(findEvaluated, [schemeId, person]);
      return peer?.group_code === subject.group_code && peer.region_code === region;
    }
    case JudgementSource.DEPUTY: {
      if (!hasRole(principal, Role.REPRESENTATIVE)) return false;
      const [deputy] = await tx.query(deputiesById, [[person]]);
      return deputy?.region_path.includes(region) ?? false;
    }
    case JudgementSource.PUBLIC:
      return hasRole(principal, Role.CONSTITUENT) && (await liesIn(tx, principal.regionCode, region));
  }
}

function faultOf({ dimensions }: EvaluationScheme, scores: JudgeSubjectCommand['scores']): RefusalReason | null {
  const asked = dimensions.flatMap(({ indicators }) => indicators.map(({ code }) => code));
  const given = new Map(scores.map(({ indicator, points }) => [indicator, points]));
  const isPoints = (points: number | undefined): boolean => points !== undefined && points >= 0 && points <= 100;
  const missing = asked.filter((code) => !isPoints(given.get(code)));
  const isWhole = missing.length === 0 && given.size === asked.length && scores.length === asked.length;
  return isWhole ? null : refuse('SCORES_INCOMPLETE', { indicators: missing.join(', ') || '*' });
}

/**
 * 评分: one judgement a judge, subject and period; another one of the same judge counts in its place and leaves it there.
 * @throws AppError NOT_FOUND for somebody who is not evaluated
 */
export async function judgeSubject(
  parts: DutySchemesParts,
  principal: Principal,
  command: JudgeSubjectCommand,
): Promise<CommandOutcome> {
  const { schemeId, period, subjectId, source, scores } = command;
  const { kind, start } = period;
  return runOnce(parts, principal, how, command, async (tx, now) => {
    await tx.query(lockSchemes);
    const version = versionOn(await loadEvaluation(tx, schemeId), start);
    const [subject] = await tx.query(findEvaluated, [schemeId, subjectId]);
    if (!version || !subject) throw new AppError('NOT_FOUND');
    const isAsked = version.scheme.sources.some((each) => each.source === source);
    if (!isAsked || !(await mayJudge(tx, principal, source, subject))) {
      return { refused: refuse('JUDGE_NOT_ENTITLED') };
    }
    if (await isClosedFor(tx, subject, period)) return { refused: refuse('EVALUATION_CLOSED') };
    if (start > businessDate(now)) return { refused: refuse('DAY_IN_FUTURE', { day: start }) };
    const fault = faultOf(version.scheme, scores);
    if (fault) return { refused: fault };
    const place = [kind, start, subjectId, source, personOf(principal)];
    const current = (await tx.query(judgedSoFar, [schemeId, ...place]))[0]?.version ?? 0;
    if (current !== command.expectedVersion) return { currentVersion: current };
    const given = JSON.stringify(Object.fromEntries(scores.map(({ indicator, points }) => [indicator, points])));
    const [row] = await tx.query(insertJudgement, [schemeId, version.version, ...place, current + 1, given, now]);
    await tx.query(countJudgement, [schemeId, subject.group_code, subject.region_code, kind, start]);
    return { row: row ?? {} };
  });
}
