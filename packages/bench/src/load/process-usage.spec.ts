import { processorMs, processorTicks, residentMiB } from './process-usage.js';

test('user and system time are found behind a name with spaces and brackets', () => {
  const stat = '4711 (node (main) x) S 1 2 3 4 5 6 7 8 9 10 250 31 0 0 20 0 11 0 99 100 200';
  expect(processorTicks(stat)).toBe(281);
});

test('a process that is not there has no figures', async () => {
  expect(await processorMs(2 ** 30)).toBeUndefined();
  expect(await residentMiB(2 ** 30)).toBeUndefined();
});
