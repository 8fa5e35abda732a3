import { addMonths, isWeekend, toCivilDate, toDayNumber } from './civil-date.js';

describe('civil dates', () => {
  it('turns every day of two centuries into its number and back', () => {
    let previous = toDayNumber('1899-12-31');
    for (let day = previous + 1; day < previous + 1 + 75_000; day += 97) {
      expect(toDayNumber(toCivilDate(day))).toBe(day);
    }
    for (const date of ['1900-01-01', '1900-01-02', '1900-01-03']) {
      expect(toDayNumber(date)).toBe((previous += 1));
    }
  });

  it.each(['2025-02-29', '2025-13-01', '2025-00-10', '2025-04-31', '2025-1-1', '20250101', '', '2025-01-01T00:00'])(
    'refuses %p',
    (text) => expect(() => toDayNumber(text)).toThrow(RangeError),
  );

  it('knows weekends, before 1970 too', () => {
    expect(['2026-02-13', '2026-02-14', '2026-02-15', '2026-02-16'].map(toDayNumber).map(isWeekend)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isWeekend(toDayNumber('1969-12-28'))).toBe(true);
    expect(isWeekend(toDayNumber('1969-12-29'))).toBe(false);
  });

  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-01-15', 1, '2025-02-15'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-12-31', 2, '2026-02-28'],
    ['2025-03-31', 12, '2026-03-31'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-08-31', 0, '2025-08-31'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(toCivilDate(addMonths(toDayNumber(from), months))).toBe(to);
  });
});
