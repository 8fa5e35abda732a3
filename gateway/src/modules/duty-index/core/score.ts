import { DiscoveryMode, DutyRateKind, type IndexPolicy, weightOf } from './index-policy.js';
import { add, compare, divide, multiply, type Rational, rational, roundHalfUp, zero } from './rational.js';

/** What was counted of one weight (1/share) for one rate. */
export interface ShareCount {
  readonly indicator: DutyRateKind;
  readonly share: number;
  readonly numerator: number;
  readonly denominator: number;
  /** Below the line and done too late. */
  readonly late: number;
}

/** A rate as a deputy sees it. */
export interface Rate {
  readonly kind: DutyRateKind;
  readonly weightBp: number;
  readonly numerator: Rational;
  readonly denominator: Rational;
  /** Null when there was nothing to count: neither 0 nor 100. */
  readonly value: Rational | null;
  /** With what was done too late; null where lateness means nothing. */
  readonly eventual: Rational | null;
  readonly sampleTooSmall: boolean;
}

/** A composite score. */
export interface Score {
  /** In hundredths of a point, half rounded up once, here; null when no rate applies (无可评价任务). */
  readonly hundredths: number | null;
  readonly exact: Rational | null;
  readonly applicableWeightBp: number;
  /** Whether enough of the weight applies for a comparison with others. */
  readonly isRankable: boolean;
}

const sumOf = (counts: readonly ShareCount[], amount: (count: ShareCount) => number): Rational =>
  counts.reduce((sum, count) => add(sum, rational(amount(count), count.share)), zero);

const least = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);

/**
 * The three rates of a period.
 * @param activeMonths months of the period in which the deputy held a mandate: a quota is asked for these only, and
 *   nothing else asks for them
 */
export function ratesOf(counts: readonly ShareCount[], policy: IndexPolicy, activeMonths: () => number): Rate[] {
  return Object.values(DutyRateKind).map((kind) => {
    const own = counts.filter(({ indicator }) => indicator === kind);
    const isQuota = kind === DutyRateKind.DISCOVERY && policy.discovery.mode === DiscoveryMode.QUOTA;
    const counted = sumOf(own, (count) => count.numerator);
    const denominator = isQuota
      ? rational(policy.discovery.targetPerMonth * activeMonths())
      : sumOf(own, (count) => count.denominator);
    const numerator = isQuota ? least(counted, denominator) : counted;
    const applies = denominator.num > 0n;
    const withLate = add(
      numerator,
      sumOf(own, (count) => count.late),
    );
    return {
      kind,
      weightBp: weightOf(policy, kind),
      numerator,
      denominator,
      value: applies ? divide(numerator, denominator) : null,
      eventual: applies && kind === DutyRateKind.RECTIFICATION ? divide(withLate, denominator) : null,
      sampleTooSmall: compare(denominator, rational(policy.minSample)) < 0,
    };
  });
}

/** `100 × Σ w·value ÷ Σ w` over the rates that apply (RULEBOOK §5.5). */
export function scoreOf(rates: readonly Rate[], { minApplicableBp }: Pick<IndexPolicy, 'minApplicableBp'>): Score {
  let weight = 0;
  let sum = zero;
  for (const { value, weightBp } of rates) {
    if (value === null || weightBp === 0) continue;
    weight += weightBp;
    sum = add(sum, multiply(value, rational(weightBp)));
  }
  if (weight === 0) return { hundredths: null, exact: null, applicableWeightBp: 0, isRankable: false };
  const exact = divide(multiply(sum, rational(100)), rational(weight));
  const isRankable = weight >= minApplicableBp;
  return { hundredths: roundHalfUp(exact, 100), exact, applicableWeightBp: weight, isRankable };
}
