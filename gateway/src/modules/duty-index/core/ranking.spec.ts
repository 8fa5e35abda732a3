import { competitionRanks, quartileOf } from './ranking.js';

describe('ranking', () => {
  it('gives equal scores one rank and leaves out the next: 1, 2, 2, 4; none to who cannot be compared', () => {
    expect(competitionRanks([9_500, 9_000, 9_000, 8_000, null])).toEqual([1, 2, 2, 4, null]);
    expect(competitionRanks([])).toEqual([]);
  });

  it('goes on from page to page, also in the middle of equals', () => {
    const scores = [9_500, 9_000, 9_000, 9_000, 8_000, 7_000, 7_000, null];
    const whole = competitionRanks(scores);
    scores.forEach((first, before) => {
      const better = scores.filter((other) => other !== null && first !== null && other > first).length;
      expect(competitionRanks(scores.slice(before), { before, better })).toEqual(whole.slice(before));
    });
  });

  it('puts equals into one quartile, and the best into the first', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((better) => quartileOf(better, 8))).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
    expect(quartileOf(0, 4)).toBe(1);
    expect(quartileOf(0, 1)).toBe(1);
  });
});
