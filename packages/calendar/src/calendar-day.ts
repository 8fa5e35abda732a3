import { toDayNumber, type CivilDate } from './civil-date.js';

/** HOLIDAY 放假: no work on that day. WORKDAY 调休上班: a weekend day that is worked in exchange. */
export type CalendarDayKind = 'HOLIDAY' | 'WORKDAY';

/** One day that differs from the plain week, with the notice that says so. */
export interface CalendarDay {
  readonly date: CivilDate;
  readonly kind: CalendarDayKind;
  /** What the day is for, such as 春节. */
  readonly name: string;
  /** The document it comes from, such as 国办发明电〔2025〕7号. */
  readonly source: string;
}

/** Checks the days of a calendar and gives them by day number. Throws `RangeError` for a bad date or one given twice. */
export function indexCalendarDays(days: readonly CalendarDay[]): ReadonlyMap<number, CalendarDay> {
  const index = new Map<number, CalendarDay>();
  for (const day of days) {
    const dayNumber = toDayNumber(day.date);
    if (index.has(dayNumber)) throw new RangeError(`The calendar names ${day.date} twice`);
    index.set(dayNumber, day);
  }
  return index;
}
