import { plannedPercentOn, progressLight } from './progress-light.js';

const policy = { yellowFromPoints: 10, redAbovePoints: 30 };

describe('progressLight', () => {
  it.each([
    [50, 60, 'GREEN'],
    [50, 50, 'GREEN'],
    [50, 41, 'GREEN'],
    [50, 40, 'YELLOW'],
    [50, 20, 'YELLOW'],
    [50, 19, 'RED'],
    [100, 0, 'RED'],
  ])('planned %i, actual %i: %s', (plannedPercent, actualPercent, light) => {
    expect(progressLight({ plannedPercent, actualPercent }, policy)).toBe(light);
  });

  it('takes its thresholds from the policy', () => {
    const strict = { yellowFromPoints: 1, redAbovePoints: 5 };
    expect(progressLight({ plannedPercent: 50, actualPercent: 49 }, strict)).toBe('YELLOW');
    expect(progressLight({ plannedPercent: 50, actualPercent: 44 }, strict)).toBe('RED');
  });
});

describe('plannedPercentOn', () => {
  const plan = [
    { on: '2026-03-31', percent: 25 },
    { on: '2026-06-30', percent: 60 },
    { on: '2026-12-31', percent: 100 },
  ];

  it.each([
    ['2026-01-01', 0],
    ['2026-03-30', 0],
    ['2026-03-31', 25],
    ['2026-06-29', 25],
    ['2026-06-30', 60],
    ['2027-02-01', 100],
  ])('on %s: %i', (day, percent) => {
    expect(plannedPercentOn(plan, day)).toBe(percent);
  });

  it('asks for nothing without a plan', () => {
    expect(plannedPercentOn([], '2026-06-30')).toBe(0);
  });
});
