import { median, percentile } from './latencies.js';

test('the median of an odd and of an even number of values', () => {
  expect([median([9, 1, 5]), median([4, 1, 3, 2]), median([])]).toEqual([5, 2.5, 0]);
});

test('percentiles of a hundred values, of one and of none', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
  expect([percentile(hundred, 0.5), percentile(hundred, 0.99), percentile([7], 0.99), percentile([], 0.5)]).toEqual([
    51, 100, 7, 0,
  ]);
});
