import { chanceOf } from '../../../../test/duty-index/chance.js';
import { evaluate, type IndicatorSum, selectedOf } from './evaluate.js';
import { TieRule } from './evaluation-scheme.js';
import { exampleEvaluationScheme as scheme } from './example-scheme.js';

const indicators = scheme.dimensions.flatMap((dimension) =>
  dimension.indicators.map((indicator) => ({ code: indicator.code, weight: dimension.weightBp * indicator.weightBp })),
);

/** Over one common denominator, source by source, without a fraction in between. */
function naively(sums: readonly IndicatorSum[]): number | null {
  const taken = scheme.sources.filter(({ source, minSample }) =>
    sums.some((each) => each.source === source && each.judges >= minSample),
  );
  const applicable = taken.reduce((total, { weightBp }) => total + weightBp, 0);
  if (applicable === 0) return null;
  const judges = new Map(taken.map(({ source }) => [source, sums.find((each) => each.source === source)!.judges]));
  const common = [...judges.values()].reduce((product, each) => product * BigInt(each), 1n);
  let top = 0n;
  for (const { source, weightBp } of taken) {
    for (const { code, weight } of indicators) {
      const points = sums.find((each) => each.source === source && each.indicator === code)!.points;
      top += (BigInt(weightBp) * BigInt(weight) * BigInt(points) * common) / BigInt(judges.get(source)!);
    }
  }
  const bottom = BigInt(applicable) * 100_000_000n * common;
  return Number((200n * top + bottom) / (2n * bottom));
}

describe('an evaluation', () => {
  it('is what all judgements over one denominator come to, rounded once', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const chance = chanceOf(seed);
      const sums = scheme.sources.flatMap(({ source }) => {
        const judges = chance.int(0, 8);
        return judges === 0
          ? []
          : indicators.map(({ code: indicator }) => ({
              source,
              indicator,
              judges,
              points: chance.int(0, 100 * judges + 1),
            }));
      });
      const evaluation = evaluate(scheme, sums);
      expect(evaluation.hundredths).toBe(naively(sums));
      for (const { isLeftOut, judges, minSample } of evaluation.sources) expect(isLeftOut).toBe(judges < minSample);
    }
  });

  it.each([
    [TieRule.INCLUDE, ['a', 'b', 'c']],
    [TieRule.EXCLUDE, ['a']],
  ])('chooses by quota, and ties by %s', (ties, chosen) => {
    const scored = ['a', 'b', 'c', 'd', 'e'].map((subjectId, index) => ({
      subjectId,
      hundredths: [9_900, 9_700, 9_700, 9_600, 9_400][index]!,
    }));
    const selection = { ...scheme.selection, quotaBp: 5_000, ties };
    expect([...selectedOf(scored, selection)].sort()).toEqual(chosen);
  });

  it('chooses nobody below the threshold', () => {
    expect(selectedOf([{ subjectId: 'a', hundredths: 9_499 }], { ...scheme.selection, quotaBp: 10_000 }).size).toBe(0);
    expect(selectedOf([{ subjectId: 'a', hundredths: null }], { ...scheme.selection, quotaBp: 10_000 }).size).toBe(0);
  });
});
