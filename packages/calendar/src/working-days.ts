import type { CalendarDay } from './calendar-day.js';
import { isWeekend, toCivilDate } from './civil-date.js';

/** Far more than any period in use; a larger amount is a mistake and would only loop. */
const MAX_DAYS = 20_000;

/** Working days over day numbers: the plain week, corrected by the days of a calendar. */
export class WorkingDays {
  constructor(private readonly days: ReadonlyMap<number, CalendarDay>) {}

  includes(dayNumber: number): boolean {
    const listed = this.days.get(dayNumber);
    return listed === undefined ? !isWeekend(dayNumber) : listed.kind === 'WORKDAY';
  }

  /** The working day `amount` working days after (or, if negative, before) a day, which itself is not counted. */
  add(dayNumber: number, amount: number): number {
    if (!Number.isInteger(amount) || Math.abs(amount) > MAX_DAYS) {
      throw new RangeError(`Not a number of working days: ${amount}`);
    }
    const step = amount < 0 ? -1 : 1;
    let day = dayNumber;
    for (let left = Math.abs(amount); left > 0;) {
      day += step;
      if (this.includes(day)) left -= 1;
    }
    return day;
  }

  /** The day itself if it is worked, otherwise the next working day. */
  onOrAfter(dayNumber: number): number {
    return this.includes(dayNumber) ? dayNumber : this.add(dayNumber, 1);
  }

  /** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
  between(from: number, to: number): number {
    if (to < from) return -this.between(to, from);
    if (to - from > 2 * MAX_DAYS) {
      throw new RangeError(`Too long to count: ${toCivilDate(from)} to ${toCivilDate(to)}`);
    }
    let count = 0;
    for (let day = from + 1; day <= to; day += 1) if (this.includes(day)) count += 1;
    return count;
  }
}
