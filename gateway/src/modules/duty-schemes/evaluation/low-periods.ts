import type { Sql } from '@lianxin/database';
import { type IndexPeriod, startBefore } from '../../duty-index/core/index-period.js';
import { earlierScores } from './closing/closing.sql.js';
import type { CurrentScore } from './closing/current-scores.js';
import { type EvaluationVersion, mostPeriods } from './evaluation-scheme.js';

/** A table and the period up to which it is looked at. */
interface LowPeriodsOf {
  readonly versions: readonly EvaluationVersion[];
  readonly schemeId: string;
  readonly period: IndexPeriod;
}

/**
 * How many periods in a row, up to this one, somebody's score asks for a talk (连续较差), by subject; `mostPeriods` at
 * most. Earlier ones count once they are closed, each by the table it was judged by; one that was never closed ends the row.
 */
export async function lowPeriodsOf(
  sql: Sql,
  { versions, schemeId, period }: LowPeriodsOf,
  current: readonly CurrentScore[],
): Promise<ReadonlyMap<string, number>> {
  const low = current.filter(({ isTalkDue }) => isTalkDue).map(({ subjectId }) => subjectId);
  if (low.length === 0) return new Map();
  const earliest = startBefore(period, mostPeriods - 1);
  const rows = await sql.query(earlierScores, [schemeId, period.kind, period.start, low, earliest]);
  const talkBelow = new Map(versions.map(({ version, scheme }) => [version, scheme.selection.talkBelowHundredths]));
  const counts = new Map(low.map((id) => [id, 1]));
  for (const { subject_id: id, period_start: start, scheme_version: version, hundredths } of rows) {
    const count = counts.get(id) ?? 0;
    const isNext = start === startBefore(period, count);
    if (isNext && hundredths !== null && hundredths < (talkBelow.get(version) ?? 0)) counts.set(id, count + 1);
  }
  return counts;
}
