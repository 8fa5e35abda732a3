/**
 * Arithmetic on dates of the civil calendar, without any time zone. A date is written `YYYY-MM-DD`; inside the package
 * it is the number of days since 1970-01-01, which makes "the next day" an addition.
 */

/** A date as `YYYY-MM-DD`. */
export type CivilDate = string;

const DAY_MS = 86_400_000;
const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The number of days since 1970-01-01. Throws `RangeError` for a text that is no date, such as `2025-02-29`. */
export function toDayNumber(date: CivilDate): number {
  const parts = DATE_PATTERN.exec(date);
  if (parts === null) throw new RangeError(`Not a date as YYYY-MM-DD: ${date}`);
  const dayNumber = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / DAY_MS;
  if (toCivilDate(dayNumber) !== date) throw new RangeError(`No such day: ${date}`);
  return dayNumber;
}

/** The date of a day number. */
export function toCivilDate(dayNumber: number): CivilDate {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/** True for a Saturday or a Sunday. */
export function isWeekend(dayNumber: number): boolean {
  // 1970-01-01 was a Thursday; the double modulo keeps days before it right.
  const weekday = (((dayNumber + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/** The same day of the month `months` later; where that month is shorter, its last day (《民法典》 art. 202). */
export function addMonths(dayNumber: number, months: number): number {
  const from = new Date(dayNumber * DAY_MS);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), lastOfMonth)) / DAY_MS;
}
