import { retryAfterMs } from './retry-after.js';

describe('retryAfterMs', () => {
  const now = Date.parse('2026-03-05T00:00:00Z');

  it.each([
    ['0', 0],
    [' 120 ', 120_000],
    ['Thu, 05 Mar 2026 00:01:00 GMT', 60_000],
    ['Wed, 04 Mar 2026 00:00:00 GMT', 0],
    ['soon', undefined],
    [null, undefined],
  ])('reads %j', (header, expected) => expect(retryAfterMs(header, now)).toBe(expected));
});
