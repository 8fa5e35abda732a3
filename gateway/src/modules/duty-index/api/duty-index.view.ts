import { type Rational, roundHalfUp } from '../core/rational.js';
import type { Rate, Score } from '../core/score.js';
import { DutyIndex, DutyIndicator, DutyRate, type IndexSource } from './duty-index.types.js';
import { policyView } from './policy.types.js';
import type { AsOf } from '../read/index-reader.js';

/** Rates are exact inside; a reader gets six decimals. */
const decimals = 1_000_000;

const numberOf = (value: Rational): number => roundHalfUp(value, decimals) / decimals;

/** Points of a score in hundredths. */
export function pointsOf(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 100;
}

/** A rate as the API shows it. */
export function rateView(rate: Rate, { applicableWeightBp }: Pick<Score, 'applicableWeightBp'>): DutyRate {
  const { kind, value, numerator, denominator, eventual, sampleTooSmall, weightBp } = rate;
  return Object.assign(new DutyRate(), {
    kind,
    value: value && numberOf(value),
    numerator: numberOf(numerator),
    denominator: numberOf(denominator),
    sampleTooSmall,
    eventualValue: eventual && numberOf(eventual),
    weightBp,
    effectiveWeight: value && applicableWeightBp > 0 ? weightBp / applicableWeightBp : null,
  });
}

/** An index as the API shows it. */
export function indexView(source: IndexSource, asOf: AsOf): DutyIndex {
  const { rates, score, policy } = source.standing;
  return Object.assign(new DutyIndex(), {
    score: pointsOf(score.hundredths),
    applicableWeightBp: score.applicableWeightBp,
    asOf: asOf.at,
    asOfPosition: asOf.position,
    policy: policyView(policy),
    rates: rates.map((rate) => rateView(rate, score)),
    indicators: rates.map((rate) => Object.assign(new DutyIndicator(), rateView(rate, score), { source })),
    source,
  });
}
