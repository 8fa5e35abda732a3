import { ratioOf, type Round } from './measure.js';

const round = (requestsPerSecond: number, processorMs: number): Round => ({
  requests: 1,
  requestsPerSecond,
  p50Ms: 1,
  p99Ms: 1,
  bytes: 1,
  perRequest: { processorMs },
});

test('a ratio is taken within each round, so that a disturbed round disturbs one ratio only', () => {
  const base = [round(100, 4), round(10, 4), round(100, 4)];
  const own = [round(300, 2), round(30, 1), round(200, 2)];
  expect(ratioOf(own, base)).toBe(3);
  expect(ratioOf(own, base, ({ perRequest }) => 1 / (perRequest['processorMs'] ?? 0))).toBe(2);
});

test('a base that did not take part gives no number', () => {
  expect(ratioOf([round(1, 1)], [])).toBeNaN();
});
