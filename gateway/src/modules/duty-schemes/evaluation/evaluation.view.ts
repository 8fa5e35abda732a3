import type { PeriodKind } from '../../duty-index/core/index-period.js';
import type { StoredRow } from '../../keyed-commands.js';
import type { SchemeRow } from '../points/points.sql.js';
import { type DutyScheme, schemeView } from '../scheme.types.js';
import type { CorrectionRow } from './closing/closing.sql.js';
import { EvaluationStatus } from './closing/evaluation.machine.js';
import { evaluationSchemeSchema } from './evaluation-scheme.js';
import type { EvaluatedRow, JudgementRow, TalkRow } from './evaluation.sql.js';
import * as types from './evaluation.types.js';
import type { GroupResult, GroupTable } from './group-results.js';
import type { ResultContent } from './result-content.js';
import { AdvisoryTalk } from './talk.types.js';

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
export function talkView(stored: StoredRow): AdvisoryTalk {
  const row = stored as TalkRow;
  return Object.assign(new AdvisoryTalk(), {
    id: row.id,
    schemeId: row.scheme_id,
    subjectId: row.subject_id,
    kind: row.period_kind as PeriodKind,
    start: row.period_start,
    score: row.score_hundredths / 100,
    heldOn: row.held_on,
    summary: row.summary,
    recordedAt: row.recorded_at,
  });
}

const pointsOf = (hundredths: number | null): number | null => (hundredths === null ? null : hundredths / 100);

/** A stored correction as the API shows it. */
export function correctionView(stored: StoredRow): types.EvaluationCorrection {
  const { id, subject_id: subjectId, hundredths, reason, entered_at: enteredAt, version } = stored as CorrectionRow;
  const said = { id, subjectId, points: hundredths / 100, reason, enteredAt, version };
  return Object.assign(new types.EvaluationCorrection(), said);
}

function dimensionView({ cells, ...dimension }: ResultContent['dimensions'][number]): types.EvaluationDimension {
  const { code, name, weightBp, scoreHundredths } = dimension;
  return Object.assign(new types.EvaluationDimension(), {
    ...{ code, name, weightBp, score: pointsOf(scoreHundredths) },
    cells: cells.map(({ source, exact, indicators }) =>
      Object.assign(new types.EvaluationCell(), {
        ...{ source, exact },
        indicators: indicators.map((each) => Object.assign(new types.EvaluationIndicator(), each)),
      }),
    ),
  });
}

/** A result with what each of its cells is made of; `isOversight` where its office looks, and not the one who is judged. */
export function resultView(
  { version, closed, evaluationVersion }: GroupTable,
  result: GroupResult,
  isOversight: boolean,
): types.EvaluationResult {
  const { content, current, corrections, talk, lowPeriods, isAdjustmentDue } = result;
  const { subject, scoreHundredths, exact, isSelected, isTalkDue } = content;
  const { hundredths, ...standing } = current;
  return Object.assign(new types.EvaluationResult(), {
    subject: Object.assign(new types.EvaluatedSubject(), subject),
    status: closed?.status ?? EvaluationStatus.OPEN,
    hash: closed?.hash ?? null,
    evaluationVersion: isOversight ? evaluationVersion : null,
    schemeVersion: version.version,
    ...{ score: pointsOf(scoreHundredths), exact, isSelected, isTalkDue, lowPeriods, isAdjustmentDue },
    current: Object.assign(new types.CurrentEvaluation(), { ...standing, score: pointsOf(hundredths) }),
    corrections: corrections.map(correctionView),
    talk: talk && talkView(talk),
    sources: content.sources.map((source) => Object.assign(new types.EvaluationSource(), source)),
    dimensions: content.dimensions.map(dimensionView),
  });
}
