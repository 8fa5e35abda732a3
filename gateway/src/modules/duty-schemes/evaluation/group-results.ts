import type { Sql } from '@lianxin/database';
import type { IndexPeriod } from '../../duty-index/core/index-period.js';
import { versionOn } from '../points/points-scheme.js';
import { type Evaluation, evaluate, type IndicatorSum, selectedOf } from './evaluate.js';
import type { EvaluationVersion } from './evaluation-scheme.js';
import { type EvaluatedRow, evaluatedOfGroup, judgementSums, type TalkRow, talksOf } from './evaluation.sql.js';
import { loadEvaluation } from './save-evaluation-scheme.js';

/** What somebody comes to in a period, among their group. */
export interface GroupResult {
  readonly subject: EvaluatedRow;
  readonly evaluation: Evaluation;
  readonly sums: readonly IndicatorSum[];
  readonly isSelected: boolean;
  readonly isTalkDue: boolean;
  readonly talk: TalkRow | null;
}

/** A group and the table by which it is judged. */
export interface GroupTable {
  readonly version: EvaluationVersion;
  /** By score, best first; those without one behind them; equal ones by id. */
  readonly results: readonly GroupResult[];
}

/** The results of a group of a region; null where no version is in force when the period begins. */
export async function groupResults(
  sql: Sql,
  schemeId: string,
  { kind, start }: IndexPeriod,
  { groupCode, region }: { readonly groupCode: string; readonly region: string },
): Promise<GroupTable | null> {
  const version = versionOn(await loadEvaluation(sql, schemeId), start);
  if (!version) return null;
  const { scheme } = version;
  const subjects = await sql.query(evaluatedOfGroup, [schemeId, groupCode, region]);
  const which = [schemeId, kind, start, subjects.map(({ subject_id: id }) => id)];
  const [rows, talks] = await Promise.all([sql.query(judgementSums, which), sql.query(talksOf, which)]);
  const bySubject = new Map<string, IndicatorSum[]>();
  for (const { subject_id: id, ...sum } of rows) bySubject.set(id, [...(bySubject.get(id) ?? []), sum]);
  const scored = subjects.map((subject) => {
    const sums = bySubject.get(subject.subject_id) ?? [];
    return { subject, sums, evaluation: evaluate(scheme, sums) };
  });
  const selected = selectedOf(
    scored.map(({ subject, evaluation: { hundredths } }) => ({ subjectId: subject.subject_id, hundredths })),
    scheme.selection,
  );
  const results = scored.map((each): GroupResult => {
    const { subject_id: id } = each.subject;
    const { hundredths } = each.evaluation;
    return {
      ...each,
      isSelected: selected.has(id),
      isTalkDue: hundredths !== null && hundredths < scheme.selection.talkBelowHundredths,
      talk: talks.find((talk) => talk.subject_id === id) ?? null,
    };
  });
  const scoreOf = ({ evaluation: { hundredths } }: GroupResult): number => hundredths ?? -1;
  return { version, results: results.sort((a, b) => scoreOf(b) - scoreOf(a)) };
}
