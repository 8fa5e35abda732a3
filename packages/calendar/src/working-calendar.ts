import { indexCalendarDays, type CalendarDay } from './calendar-day.js';
import { addMonths, toCivilDate, toDayNumber, type CivilDate } from './civil-date.js';
import { checkedAmount, type Period, type PeriodUnit } from './period.js';
import { shanghaiDayNumber, startOfDayNumber } from './shanghai-time.js';
import { WorkingDays } from './working-days.js';

/** Working days and deadlines in Asia/Shanghai. Pure: it never asks what time it is. */
export interface WorkingCalendar {
  /** Names the data; store it beside every deadline computed here. */
  readonly version: string;
  /** Whether the data has any day of that year. In other years only weekends are off. */
  knows(year: number): boolean;
  /** The listed day of a date, if the data names it. */
  dayOf(date: CivilDate): CalendarDay | undefined;
  isWorkingDay(date: CivilDate): boolean;
  /** The working day `amount` working days after the date (before it, if negative); the date itself is not counted. */
  addWorkingDays(date: CivilDate, amount: number): CivilDate;
  /** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
  workingDaysBetween(from: CivilDate, to: CivilDate): number;
  /**
   * The instant at which a period that begins now has run out: being done strictly before it is being in time.
   * Days and months do not count the day they begin on and end at 24:00 of their last day; one that would end on a day
   * off ends on the next working day (《民法典》 arts. 201–203). Zero days mean "by the end of today". Hours count from
   * the moment, through nights and days off.
   */
  deadlineFrom(instant: Date, period: Period): Date;
  /**
   * The due instant after a pause: what was left at the pause is left at its end. Working days are pushed by the working
   * days of the pause, natural days and months by its days, hours by its length. A deadline already passed when the
   * pause began stays where it was.
   */
  extendByPause(dueAt: Date, pausedAt: Date, resumedAt: Date, unit: PeriodUnit): Date;
}

/** A calendar over the given days; `stateCouncilDays` is the national list, to which a place may add its own days. */
export function createWorkingCalendar(days: readonly CalendarDay[], version: string): WorkingCalendar {
  const listed = indexCalendarDays(days);
  const years = new Set(days.map(({ date }) => Number(date.slice(0, 4))));
  const working = new WorkingDays(listed);

  const lastDay = (first: number, period: Period): number => {
    const amount = checkedAmount(period);
    if (period.unit === 'WORKING_DAY') return working.onOrAfter(working.add(first, amount));
    return working.onOrAfter(period.unit === 'MONTH' ? addMonths(first, amount) : first + amount);
  };

  return {
    version,
    knows: (year) => years.has(year),
    dayOf: (date) => listed.get(toDayNumber(date)),
    isWorkingDay: (date) => working.includes(toDayNumber(date)),
    addWorkingDays: (date, amount) => toCivilDate(working.add(toDayNumber(date), amount)),
    workingDaysBetween: (from, to) => working.between(toDayNumber(from), toDayNumber(to)),

    deadlineFrom: (instant, period) => {
      const first = shanghaiDayNumber(instant);
      if (period.unit === 'HOUR') return new Date(instant.getTime() + checkedAmount(period) * 3_600_000);
      return startOfDayNumber(lastDay(first, period) + 1);
    },

    extendByPause: (dueAt, pausedAt, resumedAt, unit) => {
      const elapsedMs = resumedAt.getTime() - pausedAt.getTime();
      if (!(elapsedMs >= 0)) throw new RangeError('A pause cannot end before it begins');
      if (pausedAt.getTime() >= dueAt.getTime()) return new Date(dueAt);
      if (unit === 'HOUR') return new Date(dueAt.getTime() + elapsedMs);
      const [from, to] = [shanghaiDayNumber(pausedAt), shanghaiDayNumber(resumedAt)];
      const last = shanghaiDayNumber(new Date(dueAt.getTime() - 1));
      if (unit === 'WORKING_DAY') return startOfDayNumber(working.add(last, working.between(from, to)) + 1);
      // Without a day's pause nothing moves, not even off a day off on which an older calendar let the period end.
      if (from === to) return new Date(dueAt);
      return startOfDayNumber(working.onOrAfter(last + (to - from)) + 1);
    },
  };
}
