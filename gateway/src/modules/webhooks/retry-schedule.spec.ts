import { nextAttempt } from './retry-schedule.js';

const now = new Date('2026-03-05T00:00:00Z');
const pause = (attempts: number, chance: number, askedMs?: number): number | null => {
  const at = nextAttempt(attempts, now, chance, askedMs);
  return at && at.getTime() - now.getTime();
};

describe('nextAttempt', () => {
  const pauses = Array.from({ length: 10 }, (_, index) => pause(index + 1, 0) ?? 0);

  it('waits longer each time, about 24 hours in all, then sets aside', () => {
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.reduce((sum, each) => sum + each) / 3_600_000).toBeCloseTo(23.7, 1);
    expect(pause(11, 0)).toBeNull();
  });

  it('adds a fifth by chance at most', () => {
    expect(pause(1, 0)).toBe(5_000);
    expect(pause(1, 1)).toBe(6_000);
  });

  it('keeps a longer wait that the receiver asked for, up to an hour', () => {
    expect(pause(1, 0, 60_000)).toBe(60_000);
    expect(pause(1, 0, 86_400_000)).toBe(3_600_000);
    expect(pause(9, 0, 60_000)).toBe(8 * 3_600_000);
  });
});
