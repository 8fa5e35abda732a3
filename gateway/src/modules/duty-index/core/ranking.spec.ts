import { byStanding, competitionRanks, medianOf, quartileOf } from './ranking.js';

const standings = [
  { code: 'D-3', hundredths: 9_000 },
  { code: 'D-9', hundredths: 9_500 },
  { code: 'D-1', hundredths: 9_000 },
  { code: 'D-2', hundredths: 8_000 },
];

describe('ranking', () => {
  it('gives equal scores one rank and leaves out the next: 1, 2, 2, 4; a tie is shown by code', () => {
    const sorted = [...standings].sort(byStanding);
    expect(sorted.map(({ code }) => code)).toEqual(['D-9', 'D-1', 'D-3', 'D-2']);
    expect(competitionRanks(sorted)).toEqual([1, 2, 2, 4]);
  });

  it('finds the middle, a half up', () => {
    expect([medianOf([]), medianOf([5]), medianOf([8_000, 9_001]), medianOf([1, 9, 2])]).toEqual([null, 5, 8_501, 2]);
  });

  it('puts equals into one quartile, and the best into the first', () => {
    const scores = [10, 20, 30, 40, 50, 60, 70, 80];
    expect(scores.map((score) => quartileOf(score, scores))).toEqual([4, 4, 3, 3, 2, 2, 1, 1]);
    expect([5, 5, 5, 5].map((score, _, all) => quartileOf(score, all))).toEqual([1, 1, 1, 1]);
    expect(quartileOf(7, [7])).toBe(1);
  });
});
