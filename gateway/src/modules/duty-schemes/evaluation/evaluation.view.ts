import { type Rational, roundHalfUp } from '../../duty-index/core/rational.js';
import type { StoredRow } from '../../keyed-commands.js';
import type { SchemeRow } from '../points/points.sql.js';
import { type DutyScheme, schemeView } from '../scheme.types.js';
import { evaluationSchemeSchema } from './evaluation-scheme.js';
import type { EvaluatedRow, JudgementRow, TalkRow } from './evaluation.sql.js';
import * as types from './evaluation.types.js';
import type { GroupResult, GroupTable } from './group-results.js';

const exactly = ({ num, den }: Rational): string => (den === 1n ? String(num) : `${num}/${den}`);

/** A stored version as the API shows it. */
export function evaluationSchemeView(stored: StoredRow): DutyScheme {
  const { scheme, version, hash } = stored as SchemeRow;
  return schemeView(evaluationSchemeSchema.parse(scheme), version, hash);
}

/** Somebody who is evaluated, as the API shows them. */
export function evaluatedView(stored: StoredRow): types.EvaluatedSubject {
  const { subject_id: id, group_code: groupCode, name, version } = stored as EvaluatedRow;
  return Object.assign(new types.EvaluatedSubject(), { id, groupCode, name, version });
}

/** A judgement as its judge is shown it. */
export function judgementView(stored: StoredRow): types.Judgement {
  const { subject_id: subjectId, source, judged_at: judgedAt, version } = stored as JudgementRow;
  return Object.assign(new types.Judgement(), { subjectId, source, judgedAt, version });
}

/** A talk as the API shows it. */
export function talkView(stored: StoredRow): types.AdvisoryTalk {
  const { id, score_hundredths, held_on: heldOn, summary, recorded_at: recordedAt } = stored as TalkRow;
  return Object.assign(new types.AdvisoryTalk(), { id, score: score_hundredths / 100, heldOn, summary, recordedAt });
}

/** A result with what each of its cells is made of. */
export function resultView(table: GroupTable, result: GroupResult): types.EvaluationResult {
  const { evaluation, sums, subject, isSelected, isTalkDue, talk } = result;
  const { scheme, version: schemeVersion } = table.version;
  const indicatorsOf = (dimension: string, source: string): types.EvaluationIndicator[] =>
    (scheme.dimensions.find(({ code }) => code === dimension)?.indicators ?? []).map((indicator) => {
      const found = sums.find((each) => each.source === source && each.indicator === indicator.code);
      const given = { points: found?.points ?? 0, judges: found?.judges ?? 0 };
      return Object.assign(new types.EvaluationIndicator(), { ...indicator, ...given });
    });
  return Object.assign(new types.EvaluationResult(), {
    subject: evaluatedView(subject),
    schemeVersion,
    score: evaluation.hundredths === null ? null : evaluation.hundredths / 100,
    exact: evaluation.value && exactly(evaluation.value),
    isSelected,
    isTalkDue,
    talk: talk && talkView(talk),
    sources: evaluation.sources.map((source) =>
      Object.assign(new types.EvaluationSource(), { ...source, weight: source.weight && exactly(source.weight) }),
    ),
    dimensions: evaluation.dimensions.map(({ code, name, weightBp, value, cells }) =>
      Object.assign(new types.EvaluationDimension(), {
        code,
        name,
        weightBp,
        score: value && roundHalfUp(value, 100) / 100,
        cells: cells.map((cell) =>
          Object.assign(new types.EvaluationCell(), {
            source: cell.source,
            exact: exactly(cell.value),
            indicators: indicatorsOf(code, cell.source),
          }),
        ),
      }),
    ),
  });
}
