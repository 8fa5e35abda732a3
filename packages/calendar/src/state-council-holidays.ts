import type { CalendarDay } from './calendar-day.js';
import { toCivilDate, toDayNumber } from './civil-date.js';

/** One holiday as a notice writes it: the days off from first to last, and the weekend days worked for it. */
interface Holiday {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly worked?: readonly string[];
}

interface Notice {
  readonly source: string;
  readonly holidays: readonly Holiday[];
}

/** 国务院办公厅关于部分节假日安排的通知, as published, year by year. */
const notices: readonly Notice[] = [
  {
    source: '国办发明电〔2024〕12号',
    holidays: [
      { name: '元旦', from: '2025-01-01', to: '2025-01-01' },
      { name: '春节', from: '2025-01-28', to: '2025-02-04', worked: ['2025-01-26', '2025-02-08'] },
      { name: '清明节', from: '2025-04-04', to: '2025-04-06' },
      { name: '劳动节', from: '2025-05-01', to: '2025-05-05', worked: ['2025-04-27'] },
      { name: '端午节', from: '2025-05-31', to: '2025-06-02' },
      { name: '国庆节、中秋节', from: '2025-10-01', to: '2025-10-08', worked: ['2025-09-28', '2025-10-11'] },
    ],
  },
  {
    source: '国办发明电〔2025〕7号',
    holidays: [
      { name: '元旦', from: '2026-01-01', to: '2026-01-03', worked: ['2026-01-04'] },
      { name: '春节', from: '2026-02-15', to: '2026-02-23', worked: ['2026-02-14', '2026-02-28'] },
      { name: '清明节', from: '2026-04-04', to: '2026-04-06' },
      { name: '劳动节', from: '2026-05-01', to: '2026-05-05', worked: ['2026-05-09'] },
      { name: '端午节', from: '2026-06-19', to: '2026-06-21' },
      { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
      { name: '国庆节', from: '2026-10-01', to: '2026-10-07', worked: ['2026-09-20', '2026-10-10'] },
    ],
  },
];

/** Names the data below; it is stored beside every deadline computed from it. Raise it with each change of the data. */
export const stateCouncilVersion = 'cn-state-council-2026.1';

/** The days off and the worked weekends of 2025 and 2026, one entry a day, in the order of the calendar. */
export const stateCouncilDays: readonly CalendarDay[] = notices
  .flatMap(({ source, holidays }) => holidays.flatMap((holiday) => daysOf(holiday, source)))
  .sort((a, b) => a.date.localeCompare(b.date));

function daysOf({ name, from, to, worked = [] }: Holiday, source: string): CalendarDay[] {
  const first = toDayNumber(from);
  const length = toDayNumber(to) - first + 1;
  const off = Array.from({ length }, (_, offset): CalendarDay => {
    return { date: toCivilDate(first + offset), kind: 'HOLIDAY', name, source };
  });
  const exchanged = worked.map((date): CalendarDay => ({ date, kind: 'WORKDAY', name, source }));
  return [...off, ...exchanged];
}
