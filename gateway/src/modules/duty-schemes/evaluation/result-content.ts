import { type Rational, roundHalfUp } from '../../duty-index/core/rational.js';
import type { Evaluation, IndicatorSum } from './evaluate.js';
import type { EvaluationScheme, JudgementSource } from './evaluation-scheme.js';
import type { EvaluatedRow } from './evaluation.sql.js';

/** A fraction in lowest terms, e.g. `871/9`, or a whole number. */
type Exact = string;

/** What a source gives for a dimension, and what that is made of. */
export interface CellContent {
  readonly source: JudgementSource;
  readonly exact: Exact;
  readonly indicators: readonly {
    readonly code: string;
    readonly name: string;
    /** Basis points of the dimension. */
    readonly weightBp: number;
    /** Points of all judges together. */
    readonly points: number;
    readonly judges: number;
  }[];
}

/**
 * A result with all it is made of, as it is shown and as it is frozen: plain JSON, so that its hash can be computed again
 * by anybody who has it. Of a source with too few judges it holds their number alone.
 */
export interface ResultContent {
  readonly subject: {
    readonly id: string;
    readonly groupCode: string;
    readonly name: string;
    readonly version: number;
  };
  /** Rounded once, half up; null where no source has its least sample. */
  readonly scoreHundredths: number | null;
  readonly exact: Exact | null;
  readonly isSelected: boolean;
  readonly isTalkDue: boolean;
  readonly sources: readonly {
    readonly source: JudgementSource;
    readonly judges: number;
    readonly minSample: number;
    readonly isLeftOut: boolean;
    /** Share of the whole; null when left out. */
    readonly weight: Exact | null;
  }[];
  readonly dimensions: readonly {
    readonly code: string;
    readonly name: string;
    readonly weightBp: number;
    /** For show; null as the score is. */
    readonly scoreHundredths: number | null;
    readonly exact: Exact | null;
    readonly cells: readonly CellContent[];
  }[];
}

const exactly = ({ num, den }: Rational): Exact => (den === 1n ? String(num) : `${num}/${den}`);

/** The content of a computed result. */
export function contentOf(
  scheme: EvaluationScheme,
  subject: EvaluatedRow,
  evaluation: Evaluation,
  sums: readonly IndicatorSum[],
  { isSelected, isTalkDue }: { readonly isSelected: boolean; readonly isTalkDue: boolean },
): ResultContent {
  const indicatorsOf = (dimension: string, source: JudgementSource): CellContent['indicators'] =>
    (scheme.dimensions.find(({ code }) => code === dimension)?.indicators ?? []).map(({ code, name, weightBp }) => {
      const found = sums.find((sum) => sum.source === source && sum.indicator === code);
      return { code, name, weightBp, points: found?.points ?? 0, judges: found?.judges ?? 0 };
    });
  const { subject_id: id, group_code: groupCode, name, version } = subject;
  return {
    subject: { id, groupCode, name, version },
    scoreHundredths: evaluation.hundredths,
    exact: evaluation.value && exactly(evaluation.value),
    isSelected,
    isTalkDue,
    sources: evaluation.sources.map(({ weight, ...source }) => ({ ...source, weight: weight && exactly(weight) })),
    dimensions: evaluation.dimensions.map(({ value, cells, ...dimension }) => ({
      ...dimension,
      scoreHundredths: value && roundHalfUp(value, 100),
      exact: value && exactly(value),
      cells: cells.map(({ source, value: given }) => ({
        source,
        exact: exactly(given),
        indicators: indicatorsOf(dimension.code, source),
      })),
    })),
  };
}
