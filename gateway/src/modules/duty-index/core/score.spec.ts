import { defaultPolicy } from './default-policy.js';
import { DiscoveryMode, DutyRateKind, type IndexPolicy } from './index-policy.js';
import { rational, roundHalfUp } from './rational.js';
import { ratesOf, scoreOf, type ShareCount } from './score.js';

const { policy } = defaultPolicy;
const count = (indicator: DutyRateKind, numerator: number, denominator: number, share = 1, late = 0): ShareCount => ({
  indicator,
  share,
  numerator,
  denominator,
  late,
});
const scored = (counts: readonly ShareCount[], by: IndexPolicy = policy) =>
  scoreOf(
    ratesOf(counts, by, () => 1),
    by,
  );

const claims = count(DutyRateKind.CLAIM, 7, 8);
const found = count(DutyRateKind.DISCOVERY, 3, 4);
const rectified = count(DutyRateKind.RECTIFICATION, 4, 5);

describe('the worked examples of RULEBOOK §5.5', () => {
  it('87.50 %, 75.00 % and 80.00 % make 80.75', () => {
    const values = ratesOf([claims, found, rectified], policy, () => 1).map(
      ({ value }) => value && roundHalfUp(value, 10_000),
    );
    expect(values).toEqual([8_750, 7_500, 8_000]);
    expect(scored([claims, found, rectified])).toMatchObject({ hundredths: 8_075, applicableWeightBp: 10_000 });
  });

  it('without discovery 83.21, of 70 % of the weight', () => {
    expect(scored([claims, rectified])).toMatchObject({
      hundredths: 8_321,
      applicableWeightBp: 7_000,
      isRankable: true,
    });
  });

  it('claims alone 87.50, of 30 %, not ranked', () => {
    expect(scored([claims])).toMatchObject({ hundredths: 8_750, applicableWeightBp: 3_000, isRankable: false });
  });

  it('nothing is null, neither 0 nor 100', () => {
    expect(scored([])).toEqual({ hundredths: null, applicableWeightBp: 0, isRankable: false });
    expect(ratesOf([], policy, () => 1).map(({ value }) => value)).toEqual([null, null, null]);
  });
});

describe('rates', () => {
  it('round once, at the end, a half up', () => {
    expect([rational(1, 8), rational(1, 200), rational(1, 201)].map((value) => roundHalfUp(value, 100))).toEqual([
      13, 1, 0,
    ]);
  });

  it('say when the sample is too small', () => {
    const rates = ratesOf([count(DutyRateKind.CLAIM, 2, 2), count(DutyRateKind.RECTIFICATION, 3, 3)], policy, () => 1);
    expect(rates.map(({ sampleTooSmall }) => sampleTooSmall)).toEqual([true, true, false]);
  });

  it('weigh shares exactly', () => {
    const thirds = [count(DutyRateKind.RECTIFICATION, 1, 1, 3), count(DutyRateKind.RECTIFICATION, 0, 1, 7)];
    expect(ratesOf(thirds, policy, () => 1)[2]?.value).toEqual(rational(7, 10));
  });

  it('tell what was done too late beside the rate', () => {
    const [, , rate] = ratesOf([count(DutyRateKind.RECTIFICATION, 3, 5, 1, 1)], policy, () => 1);
    expect([rate?.value, rate?.eventual]).toEqual([rational(3, 5), rational(4, 5)]);
  });

  it('carry nothing above a quota, and ask for none without a mandate', () => {
    const quota = { ...policy, discovery: { mode: DiscoveryMode.QUOTA, lookbackDays: 30, targetPerMonth: 2 } };
    const rate = (numerator: number, activeMonths: number) =>
      ratesOf([count(DutyRateKind.DISCOVERY, numerator, 0)], quota, () => activeMonths)[1]?.value;
    expect([rate(9, 3), rate(3, 3), rate(0, 3), rate(9, 0)]).toEqual([rational(1), rational(1, 2), rational(0), null]);
  });
});
