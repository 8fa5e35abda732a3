import type { Sql } from '@lianxin/database';
import type { IndexPeriod } from '../../../duty-index/core/index-period.js';
import { evaluate, type IndicatorSum, selectedOf } from '../evaluate.js';
import type { EvaluationScheme } from '../evaluation-scheme.js';
import { evaluatedOfGroup, judgementSums } from '../evaluation.sql.js';
import type { GroupPlace } from '../group-place.js';
import { contentOf, type ResultContent } from '../result-content.js';
import { frozenAmong } from './closing.sql.js';

/**
 * The results of a group as its judgements stand, best first. Who is frozen in the same period with a group that they were
 * in before has a result there and none here.
 */
export async function openResults(
  sql: Sql,
  scheme: EvaluationScheme,
  { kind, start }: IndexPeriod,
  { groupCode, region }: GroupPlace,
): Promise<{ readonly content: ResultContent }[]> {
  const enrolled = await sql.query(evaluatedOfGroup, [scheme.schemeId, groupCode, region]);
  const which = [scheme.schemeId, kind, start, enrolled.map(({ subject_id: id }) => id)];
  const [rows, frozen] = await Promise.all([sql.query(judgementSums, which), sql.query(frozenAmong, which)]);
  const gone = new Set(frozen.map(({ subject_id: id }) => id));
  const bySubject = new Map<string, IndicatorSum[]>();
  for (const { subject_id: id, ...sum } of rows) bySubject.set(id, [...(bySubject.get(id) ?? []), sum]);
  const scored = enrolled
    .filter(({ subject_id: id }) => !gone.has(id))
    .map((subject) => {
      const sums = bySubject.get(subject.subject_id) ?? [];
      return { subject, sums, evaluation: evaluate(scheme, sums) };
    });
  const selected = selectedOf(
    scored.map(({ subject, evaluation: { hundredths } }) => ({ subjectId: subject.subject_id, hundredths })),
    scheme.selection,
  );
  const scoreOf = ({ evaluation: { hundredths } }: (typeof scored)[number]): number => hundredths ?? -1;
  return scored
    .sort((a, b) => scoreOf(b) - scoreOf(a))
    .map(({ subject, sums, evaluation }) => {
      const isTalkDue = evaluation.hundredths !== null && evaluation.hundredths < scheme.selection.talkBelowHundredths;
      const isSelected = selected.has(subject.subject_id);
      return { content: contentOf(scheme, subject, evaluation, sums, { isSelected, isTalkDue }) };
    });
}
