import { DiscoveryMode, DutyRateKind, type IndexPolicy, weightOf } from './index-policy.js';
import { add, compare, divide, multiply, type Rational, rational, roundHalfUp, whole, zero } from './rational.js';

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
  readonly applicableWeightBp: number;
  /** Whether enough of the weight applies for a comparison with others. */
  readonly isRankable: boolean;
}

type Amount = 'numerator' | 'denominator' | 'late';

/** Nearly everything weighs one, and is added up before it becomes a fraction. */
function sumOf(counts: readonly ShareCount[], amount: Amount): Rational {
  let alone = 0;
  let shared = zero;
  for (const count of counts) {
    if (count.share === 1) alone += count[amount];
    else shared = add(shared, rational(count[amount], count.share));
  }
  return shared === zero ? whole(alone) : add(shared, whole(alone));
}

/** The three of them, in the order in which they are shown. */
const rateKinds = Object.values(DutyRateKind);

const least = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);

/**
 * A rate of a period.
 * @param own what was counted for it
 * @param activeMonths months of the period in which the deputy held a mandate: a quota is asked for these only, and
 *   nothing else asks for them
 */
function rateOf(kind: DutyRateKind, own: readonly ShareCount[], policy: IndexPolicy, activeMonths: () => number): Rate {
  const isQuota = kind === DutyRateKind.DISCOVERY && policy.discovery.mode === DiscoveryMode.QUOTA;
  const counted = sumOf(own, 'numerator');
  const denominator = isQuota ? whole(policy.discovery.targetPerMonth * activeMonths()) : sumOf(own, 'denominator');
  const numerator = isQuota ? least(counted, denominator) : counted;
  const applies = denominator.num > 0n;
  const hasEventual = applies && kind === DutyRateKind.RECTIFICATION;
  return {
    kind,
    weightBp: weightOf(policy, kind),
    numerator,
    denominator,
    value: applies ? divide(numerator, denominator) : null,
    eventual: hasEventual ? divide(add(numerator, sumOf(own, 'late')), denominator) : null,
    sampleTooSmall: compare(denominator, whole(policy.minSample)) < 0,
  };
}

/** The three rates of a period. */
export function ratesOf(counts: readonly ShareCount[], policy: IndexPolicy, activeMonths: () => number): Rate[] {
  return rateKinds.map((kind) =>
    rateOf(
      kind,
      counts.filter(({ indicator }) => indicator === kind),
      policy,
      activeMonths,
    ),
  );
}

/** The weight of the rates that apply, in basis points. */
export function applicableWeight(rates: readonly Rate[]): number {
  return rates.reduce((sum, { value, weightBp }) => (value === null ? sum : sum + weightBp), 0);
}

/** `100 × Σ w·value ÷ Σ w` over the rates that apply (RULEBOOK §5.5). */
export function scoreOf(rates: readonly Rate[], { minApplicableBp }: Pick<IndexPolicy, 'minApplicableBp'>): Score {
  const weight = applicableWeight(rates);
  if (weight === 0) return { hundredths: null, applicableWeightBp: 0, isRankable: false };
  let sum = zero;
  for (const { value, weightBp } of rates) {
    if (value !== null && weightBp > 0) sum = add(sum, multiply(value, rational(weightBp)));
  }
  return {
    hundredths: roundHalfUp(divide(sum, rational(weight)), 10_000),
    applicableWeightBp: weight,
    isRankable: weight >= minApplicableBp,
  };
}
