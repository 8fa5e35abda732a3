import { add, divide, multiply, type Rational, rational, roundHalfUp, zero } from '../../duty-index/core/rational.js';
import { type EvaluationScheme, type JudgementSource, TieRule } from './evaluation-scheme.js';

/** What the judges of one source gave a subject for one indicator. */
export interface IndicatorSum {
  readonly source: JudgementSource;
  readonly indicator: string;
  /** Whole points, 0 to 100 each, added up. */
  readonly points: number;
  readonly judges: number;
}

/** A source in a result. */
export interface SourceShare {
  readonly source: JudgementSource;
  readonly judges: number;
  readonly minSample: number;
  /** Fewer judges than the least sample: left out. */
  readonly isLeftOut: boolean;
  /** What it weighs of the whole, once what is left out is shared out: null when it is left out itself. */
  readonly weight: Rational | null;
}

/** A dimension in a result: points 0 to 100, and what each source gives for it. */
export interface DimensionScore {
  readonly code: string;
  readonly name: string;
  readonly weightBp: number;
  readonly value: Rational | null;
  readonly cells: readonly { readonly source: JudgementSource; readonly value: Rational }[];
}

/** What a subject comes to. */
export interface Evaluation {
  readonly value: Rational | null;
  /** Rounded once, at the end, half up; null where no source has its least sample. */
  readonly hundredths: number | null;
  readonly sources: readonly SourceShare[];
  readonly dimensions: readonly DimensionScore[];
}

const sum = (values: readonly Rational[]): Rational => values.reduce(add, zero);
const weightOf = (weightBp: number): Rational => rational(weightBp, 10_000);

/**
 * The score of a subject. A source with too few judges is left out, and its weight goes to the others in proportion to
 * theirs, as the index does with a rate that does not apply (RULEBOOK §5.5).
 */
export function evaluate(scheme: EvaluationScheme, sums: readonly IndicatorSum[]): Evaluation {
  const indicators = scheme.dimensions.flatMap((dimension) => dimension.indicators.map(({ code }) => code));
  // Whoever judges says something of every indicator; if one had fewer judges, the source has no more than that one.
  const judgesOf = (source: JudgementSource): number => {
    const given = new Map(sums.filter((each) => each.source === source).map((each) => [each.indicator, each.judges]));
    return Math.min(...indicators.map((code) => given.get(code) ?? 0));
  };
  const taken = scheme.sources.filter(({ source, minSample }) => judgesOf(source) >= minSample);
  const applicable = taken.reduce((total, { weightBp }) => total + weightBp, 0);
  const mean = (source: JudgementSource, indicator: string): Rational => {
    const found = sums.find((each) => each.source === source && each.indicator === indicator);
    return found && found.judges > 0 ? rational(found.points, found.judges) : zero;
  };
  const dimensions = scheme.dimensions.map(({ code, name, weightBp, indicators }) => {
    const cells = taken.map(({ source }) => ({
      source,
      value: sum(indicators.map((each) => multiply(weightOf(each.weightBp), mean(source, each.code)))),
    }));
    const weighed = cells.map(({ value }, index) => multiply(weightOf(taken[index]?.weightBp ?? 0), value));
    const value = applicable === 0 ? null : divide(sum(weighed), weightOf(applicable));
    return { code, name, weightBp, value, cells };
  });
  const value =
    applicable === 0 ? null : sum(dimensions.map((each) => multiply(weightOf(each.weightBp), each.value ?? zero)));
  return {
    value,
    hundredths: value && roundHalfUp(value, 100),
    sources: scheme.sources.map(({ source, weightBp, minSample }) => {
      const judges = judgesOf(source);
      const isLeftOut = judges < minSample;
      return { source, judges, minSample, isLeftOut, weight: isLeftOut ? null : rational(weightBp, applicable) };
    }),
    dimensions,
  };
}

/** Somebody with a score. */
export interface Scored {
  readonly subjectId: string;
  readonly hundredths: number | null;
}

/**
 * Who is chosen (评先): of those who reach the threshold, the share of the quota, rounded down, best first. Scores are
 * compared as they are shown. Where equal scores lie across the end of the quota the tie rule takes all of them or none.
 */
export function selectedOf(scored: readonly Scored[], selection: EvaluationScheme['selection']): ReadonlySet<string> {
  const { thresholdHundredths, quotaBp, ties } = selection;
  const able = scored
    .flatMap(({ subjectId, hundredths }) =>
      hundredths !== null && hundredths >= thresholdHundredths ? [{ subjectId, hundredths }] : [],
    )
    .sort((a, b) => b.hundredths - a.hundredths);
  const places = Math.floor((able.length * quotaBp) / 10_000);
  if (places === 0) return new Set();
  const last = able[places - 1]?.hundredths ?? 0;
  const isSplit = able[places]?.hundredths === last;
  const chosen = able.filter(({ hundredths }) =>
    isSplit && ties === TieRule.EXCLUDE ? hundredths > last : hundredths >= last,
  );
  return new Set(chosen.map(({ subjectId }) => subjectId));
}
