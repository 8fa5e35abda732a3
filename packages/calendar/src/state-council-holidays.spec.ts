import { toCivilDate, toDayNumber, isWeekend } from './civil-date.js';
import { stateCouncilDays, stateCouncilVersion } from './state-council-holidays.js';
import { createWorkingCalendar } from './working-calendar.js';

const calendar = createWorkingCalendar(stateCouncilDays, stateCouncilVersion);

function datesOf(year: number): string[] {
  const first = toDayNumber(`${year}-01-01`);
  return Array.from({ length: 365 }, (_, day) => toCivilDate(first + day));
}

describe('the notices of the State Council', () => {
  it.each([
    [2025, 28, 5],
    [2026, 33, 6],
  ])('%i has %i days off and %i worked weekend days', (year, off, worked) => {
    const days = stateCouncilDays.filter(({ date }) => date.startsWith(`${year}-`));
    expect(days.filter(({ kind }) => kind === 'HOLIDAY')).toHaveLength(off);
    expect(days.filter(({ kind }) => kind === 'WORKDAY')).toHaveLength(worked);
  });

  // 365 days less 104 weekend days less the 13 holidays of 全国年节及纪念日放假办法: exchanging days changes no total.
  it.each([2025, 2026])('%i keeps the 248 working days of a year', (year) => {
    expect(datesOf(year).filter((date) => calendar.isWorkingDay(date))).toHaveLength(248);
  });

  it('works only weekend days in exchange', () => {
    for (const { date, kind } of stateCouncilDays) {
      if (kind === 'WORKDAY') expect({ date, weekend: isWeekend(toDayNumber(date)) }).toEqual({ date, weekend: true });
    }
  });

  it('says of every day what it is for and where that is written', () => {
    expect(calendar.dayOf('2026-02-17')).toEqual({
      date: '2026-02-17',
      kind: 'HOLIDAY',
      name: '春节',
      source: '国办发明电〔2025〕7号',
    });
    expect(calendar.dayOf('2025-10-11')).toMatchObject({ kind: 'WORKDAY', source: '国办发明电〔2024〕12号' });
    expect(calendar.dayOf('2025-10-10')).toBeUndefined();
  });

  it('knows its two years only', () => {
    expect([2024, 2025, 2026, 2027].map((year) => calendar.knows(year))).toEqual([false, true, true, false]);
    expect(calendar.isWorkingDay('2024-10-01')).toBe(true);
    expect(calendar.isWorkingDay('2027-10-02')).toBe(false);
  });
});
