import { refuse, type RefusalReason } from '@lianxin/errors';
import { z } from 'zod';
import { forbiddenIndicator } from '../../duty-index/core/forbidden-indicator.js';
import { PeriodKind, periodStarting } from '../../duty-index/core/index-period.js';

/** Who judges (评价来源). */
export enum JudgementSource {
  /** 内部督查 */
  INTERNAL = 'INTERNAL',
  /** 互评, within a group */
  PEER = 'PEER',
  /** 代表评议 */
  DEPUTY = 'DEPUTY',
  /** 群众反馈 */
  PUBLIC = 'PUBLIC',
}

/** Who is chosen of those that have the same score where the quota ends. */
export enum TieRule {
  /** All of them, though the quota is passed. */
  INCLUDE = 'INCLUDE',
  /** None of them, though places stay empty. */
  EXCLUDE = 'EXCLUDE',
}

const code = z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/);
const name = z.string().trim().min(1).max(60);
const weightBp = z.int().min(1).max(10_000);

/** Most periods in a row that are looked back on. */
export const mostPeriods = 12;

/** A table of dimensions and indicators (维度指标表), as data. Weights are basis points. */
export const evaluationSchemeSchema = z.strictObject({
  schemeId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name,
  /** The first day of the month from which this version counts. */
  effectiveFrom: z.iso.date().refine((day) => periodStarting(PeriodKind.MONTH, day) !== null),
  groups: z.array(z.strictObject({ code, name })).min(1).max(20),
  dimensions: z
    .array(
      z.strictObject({
        code,
        name,
        weightBp,
        /** They add up to 10000 within the dimension. */
        indicators: z.array(z.strictObject({ code, name, weightBp })).min(1).max(40),
      }),
    )
    .min(1)
    .max(12),
  sources: z
    .array(z.strictObject({ source: z.enum(JudgementSource), weightBp, minSample: z.int().min(1).max(10_000) }))
    .min(1)
    .max(4),
  selection: z.strictObject({
    /** Hundredths of a point that a score must reach; 9500 is 95 points. */
    thresholdHundredths: z.int().min(0).max(10_000),
    /** Share of those at or above the threshold that is chosen. */
    quotaBp: z.int().min(0).max(10_000),
    ties: z.enum(TieRule),
    /** A score below this asks for a talk (约谈). */
    talkBelowHundredths: z.int().min(0).max(10_000),
    /** So many periods of one kind in a row below it ask for more than a talk (连续较差, 调整); left out where none do. */
    adjustAfterPeriods: z.int().min(2).max(mostPeriods).optional(),
  }),
});

export type EvaluationScheme = z.output<typeof evaluationSchemeSchema>;

/** A version as it was saved. */
export interface EvaluationVersion {
  readonly scheme: EvaluationScheme;
  readonly version: number;
  readonly hash: string;
}

/** Fewest peers whose judgements are shown together: they stay anonymous. */
const fewestPeers = 3;

/** Weights that do not add up to 10000, by their place in the document. */
export function wrongSums({
  dimensions,
  sources,
}: EvaluationScheme): { readonly place: string; readonly sum: number }[] {
  const sumOf = (parts: readonly { readonly weightBp: number }[]): number =>
    parts.reduce((sum, part) => sum + part.weightBp, 0);
  return [
    { place: 'dimensions', sum: sumOf(dimensions) },
    ...dimensions.map(({ indicators }, index) => {
      return { place: `dimensions[${index + 1}].indicators`, sum: sumOf(indicators) };
    }),
    { place: 'sources', sum: sumOf(sources) },
  ].filter(({ sum }) => sum !== 10_000);
}

const isRepeated = (codes: readonly string[]): boolean => new Set(codes).size !== codes.length;

/** The checked table, or why it cannot be one. */
export function checkEvaluationScheme(
  given: unknown,
): { readonly scheme: EvaluationScheme } | { readonly refused: RefusalReason } {
  const parsed = evaluationSchemeSchema.safeParse(given);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.'));
    return { refused: refuse('SCHEME_INVALID', { fields: [...new Set(fields)].join(', ') }) };
  }
  const { dimensions, groups, sources } = parsed.data;
  const indicators = dimensions.flatMap((dimension) => dimension.indicators);
  for (const each of [...dimensions, ...indicators]) {
    const chinese = forbiddenIndicator(each.code) ?? forbiddenIndicator(each.name);
    if (chinese !== undefined) {
      return { refused: refuse('INDICATOR_FORBIDDEN', { indicator: `${each.name}(${chinese})` }) };
    }
  }
  const repeated = [
    isRepeated(dimensions.map((each) => each.code)) && 'dimensions.code',
    isRepeated(indicators.map((each) => each.code)) && 'indicators.code',
    isRepeated(groups.map((each) => each.code)) && 'groups.code',
    isRepeated(sources.map((each) => each.source)) && 'sources.source',
    // With fewer, peers could tell from a mean who said what.
    sources.some((each) => each.source === JudgementSource.PEER && each.minSample < fewestPeers) && 'sources.minSample',
  ].filter((field) => field !== false);
  if (repeated.length > 0) return { refused: refuse('SCHEME_INVALID', { fields: repeated.join(', ') }) };
  const [wrong] = wrongSums(parsed.data);
  return wrong ? { refused: refuse('POLICY_WEIGHTS_SUM', { sum: wrong.sum }) } : { scheme: parsed.data };
}
