import { dayBefore, includes, monthsOf, partsOf, PeriodKind, periodOf, periodStarting } from './index-period.js';

const { MONTH, QUARTER, YEAR, TERM } = PeriodKind;
const starting = (kind: PeriodKind, start: string) => {
  const period = periodStarting(kind, start);
  if (period === null) throw new Error(`${kind} ${start}`);
  return period;
};

describe('periods', () => {
  it.each([
    [MONTH, '2026-02-01', '2026-03-01'],
    [MONTH, '2026-12-01', '2027-01-01'],
    [QUARTER, '2026-10-01', '2027-01-01'],
    [YEAR, '2026-01-01', '2027-01-01'],
    [TERM, '2022-03-01', '2027-03-01'],
  ])('%s from %s to %s, the end not included', (kind, start, end) => {
    expect(periodStarting(kind, start)).toEqual({ kind, start, end });
  });

  it.each([
    [MONTH, '2026-02-02'],
    [QUARTER, '2026-02-01'],
    [YEAR, '2026-04-01'],
    [TERM, '2022-03-05'],
    [MONTH, '1990-01-01'],
  ])('no %s starts on %s', (kind, start) => expect(periodStarting(kind, start)).toBeNull());

  it('holds its first and not its end', () => {
    const march = periodOf(MONTH, '2026-03-31');
    expect([march.start, includes(march, '2026-03-31'), includes(march, march.end)]).toEqual([
      '2026-03-01',
      true,
      false,
    ]);
    expect(periodOf(QUARTER, '2026-02-28').start).toBe('2026-01-01');
    expect(dayBefore('2026-03-01')).toBe('2026-02-28');
  });

  it('is put together from the fewest kept ones', () => {
    const parts = partsOf(starting(TERM, '2022-03-01')).map(({ kind, start }) => `${kind} ${start}`);
    expect(parts).toEqual([
      'MONTH 2022-03-01',
      'QUARTER 2022-04-01',
      'QUARTER 2022-07-01',
      'QUARTER 2022-10-01',
      'YEAR 2023-01-01',
      'YEAR 2024-01-01',
      'YEAR 2025-01-01',
      'YEAR 2026-01-01',
      'MONTH 2027-01-01',
      'MONTH 2027-02-01',
    ]);
    expect(partsOf(starting(YEAR, '2026-01-01'))).toHaveLength(1);
    expect(monthsOf(starting(QUARTER, '2026-10-01'))).toEqual(['2026-10-01', '2026-11-01', '2026-12-01']);
  });
});
