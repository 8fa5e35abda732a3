import { selectedOf } from '../evaluate.js';
import type { EvaluationScheme } from '../evaluation-scheme.js';
import type { ResultContent } from '../result-content.js';
import type { CorrectionRow } from './closing.sql.js';

/** A score with all corrections, and what follows from it. */
export interface CurrentScore {
  readonly subjectId: string;
  readonly hundredths: number | null;
  readonly isSelected: boolean;
  readonly isTalkDue: boolean;
}

/** What results come to with their corrections, in the order of the results. A correction of one may move the quota. */
export function currentScores(
  results: readonly ResultContent[],
  corrections: readonly Pick<CorrectionRow, 'subject_id' | 'hundredths'>[],
  selection: EvaluationScheme['selection'],
): CurrentScore[] {
  const added = new Map<string, number>();
  for (const { subject_id: id, hundredths } of corrections) added.set(id, (added.get(id) ?? 0) + hundredths);
  const scored = results.map(({ subject: { id: subjectId }, scoreHundredths }) => ({
    subjectId,
    hundredths: scoreHundredths === null ? null : scoreHundredths + (added.get(subjectId) ?? 0),
  }));
  const selected = selectedOf(scored, selection);
  return scored.map(({ subjectId, hundredths }) => ({
    subjectId,
    hundredths,
    isSelected: selected.has(subjectId),
    isTalkDue: hundredths !== null && hundredths < selection.talkBelowHundredths,
  }));
}
