import type { Sql } from '@lianxin/database';
import type { IndexPeriod } from '../../duty-index/core/index-period.js';
import { versionOn } from '../points/points-scheme.js';
import {
  correctionsOf,
  type CorrectionRow,
  type EvaluationRow,
  findEvaluation,
  snapshotOf,
} from './closing/closing.sql.js';
import { currentScores, type CurrentScore } from './closing/current-scores.js';
import { openResults } from './closing/open-results.js';
import type { EvaluationVersion } from './evaluation-scheme.js';
import { openVersion } from './open-version.sql.js';
import type { GroupPlace } from './group-place.js';
import { type TalkRow, talksOf } from './evaluation.sql.js';
import { lowPeriodsOf } from './low-periods.js';
import type { ResultContent } from './result-content.js';
import { loadEvaluation } from './save-evaluation-scheme.js';

/** What somebody comes to in a period, among their group. */
export interface GroupResult {
  /** As computed now, or as frozen when the evaluation was closed. */
  readonly content: ResultContent;
  /** What was added since, in the order of its entering. */
  readonly corrections: readonly CorrectionRow[];
  /** With all corrections. */
  readonly current: CurrentScore;
  /** Periods of this kind in a row, up to this one, whose score asks for a talk; 0 where this one does not. */
  readonly lowPeriods: number;
  /** 连续较差: as many of them as the table says in a row. */
  readonly isAdjustmentDue: boolean;
  readonly talk: TalkRow | null;
}

/** A group and the table by which it is judged. */
export interface GroupTable {
  readonly version: EvaluationVersion;
  /** Null while it is open. */
  readonly closed: EvaluationRow | null;
  /** Version of the evaluation, read before its figures: they hold at least what it counts. */
  readonly evaluationVersion: number;
  /** By score, best first; those without one behind them; equal ones by id. */
  readonly results: readonly GroupResult[];
}

/** The results of a group of a region; null where no version is in force when the period begins. */
export async function groupResults(
  sql: Sql,
  schemeId: string,
  period: IndexPeriod,
  place: GroupPlace,
): Promise<GroupTable | null> {
  const { kind, start } = period;
  const versions = await loadEvaluation(sql, schemeId);
  const [closed = null] = await sql.query(findEvaluation, [schemeId, kind, start, place.groupCode, place.region]);
  const version = closed
    ? versions.find((each) => each.version === closed.scheme_version)
    : (versionOn(versions, start) ?? undefined);
  if (!version) return null;
  const opened = closed ? [] : await sql.query(openVersion, [schemeId, place.groupCode, place.region, kind, start]);
  const [contents, corrections] = closed
    ? await Promise.all([sql.query(snapshotOf, [closed.id]), sql.query(correctionsOf, [closed.id])])
    : [await openResults(sql, version.scheme, period, place), []];
  const results = contents.map(({ content }) => content);
  const current = currentScores(results, corrections, version.scheme.selection);
  const ids = results.map(({ subject }) => subject.id);
  const [talks, low] = await Promise.all([
    sql.query(talksOf, [schemeId, kind, start, ids]),
    lowPeriodsOf(sql, { versions, schemeId, period }, current),
  ]);
  const { adjustAfterPeriods } = version.scheme.selection;
  return {
    version,
    closed,
    evaluationVersion: closed?.version ?? opened[0]?.version ?? 0,
    results: results.map((content, index): GroupResult => {
      const { id } = content.subject;
      const lowPeriods = low.get(id) ?? 0;
      return {
        content,
        corrections: corrections.filter(({ subject_id: subjectId }) => subjectId === id),
        current: current[index]!,
        lowPeriods,
        isAdjustmentDue: adjustAfterPeriods !== undefined && lowPeriods >= adjustAfterPeriods,
        talk: talks.find(({ subject_id: subjectId }) => subjectId === id) ?? null,
      };
    }),
  };
}
