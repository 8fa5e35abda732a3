import { businessDate, endOfDay, lastDayOf, startOfDay } from './shanghai-time.js';

describe('Asia/Shanghai', () => {
  it('changes its date at 16:00 UTC', () => {
    expect(businessDate(new Date('2025-12-31T15:59:59.999Z'))).toBe('2025-12-31');
    expect(businessDate(new Date('2025-12-31T16:00:00.000Z'))).toBe('2026-01-01');
  });

  it('names the last day of a deadline at 24:00', () => {
    expect(endOfDay('2026-02-28')).toEqual(new Date('2026-02-28T16:00:00Z'));
    expect(endOfDay('2026-02-28')).toEqual(startOfDay('2026-03-01'));
    expect(lastDayOf(endOfDay('2026-02-28'))).toBe('2026-02-28');
    expect(lastDayOf(new Date('2026-02-28T15:00:00Z'))).toBe('2026-02-28');
  });

  it('agrees with the time zone database over the whole supported range', () => {
    const zoned = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
    const end = Date.UTC(2199, 11, 31);
    // A prime number of hours visits every hour of the day and every season.
    for (let time = Date.UTC(1991, 8, 15, 16); time < end; time += 1_009 * 3_600_000) {
      const instant = new Date(time);
      expect(businessDate(instant)).toBe(zoned.format(instant));
    }
  });

  it('refuses what lies outside the range', () => {
    for (const text of ['1991-09-15T15:59:59Z', '2200-01-02T00:00:00Z', 'never']) {
      expect(() => businessDate(new Date(text))).toThrow(RangeError);
    }
    expect(() => startOfDay('1988-07-01')).toThrow(RangeError);
  });
});
