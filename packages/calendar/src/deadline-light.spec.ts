import { lightOf, yellowFrom } from './deadline-light.js';

const startedAt = new Date('2025-03-03T00:00:00Z');
const dueAt = new Date('2025-03-13T00:00:00Z');
const plus = (days: number, ms = 0) => new Date(startedAt.getTime() + days * 86_400_000 + ms);

describe('lightOf', () => {
  it.each([
    [plus(0), 'GREEN'],
    [plus(5, -1), 'GREEN'],
    [plus(5), 'YELLOW'],
    [plus(10, -1), 'YELLOW'],
    [plus(10), 'RED'],
    [plus(99), 'RED'],
    [plus(-3), 'GREEN'],
  ])('at %p is %s', (now, light) => {
    expect(lightOf({ startedAt, dueAt, now })).toBe(light);
  });

  it('follows the configured share', () => {
    expect(lightOf({ startedAt, dueAt, now: plus(7), yellowShareBp: 2500 })).toBe('GREEN');
    expect(lightOf({ startedAt, dueAt, now: plus(8), yellowShareBp: 2500 })).toBe('YELLOW');
    expect(lightOf({ startedAt, dueAt, now: plus(9), yellowShareBp: 0 })).toBe('GREEN');
    expect(() => lightOf({ startedAt, dueAt, now: plus(1), yellowShareBp: 10_001 })).toThrow(RangeError);
  });

  it('turns yellow at the instant yellowFrom names, for every share', () => {
    for (let yellowShareBp = 1; yellowShareBp <= 10_000; yellowShareBp += 333) {
      const turn = yellowFrom({ startedAt, dueAt, yellowShareBp });
      const light = (now: Date) => lightOf({ startedAt, dueAt, now, yellowShareBp });
      expect(light(turn)).toBe('YELLOW');
      expect(light(new Date(turn.getTime() - 1))).toBe('GREEN');
    }
  });
});
