import { toCivilDate, toDayNumber, type CivilDate } from './civil-date.js';

/**
 * Asia/Shanghai by fixed arithmetic: UTC+8 all year. That holds from the end of the last daylight saving time in China
 * (15 September 1991) on, so instants before it are refused rather than shown an hour wrong. The upper end only catches
 * a nonsensical date (seconds taken for milliseconds, a year of five digits) before it becomes a deadline.
 */
const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const EARLIEST_MS = Date.UTC(1991, 8, 16) - OFFSET_MS;
const LATEST_MS = Date.UTC(2200, 0, 1) - OFFSET_MS;

/** The date on the wall calendar in Asia/Shanghai at an instant. Supported: 1991-09-16 up to and including 2199. */
export function businessDate(instant: Date): CivilDate {
  return toCivilDate(shanghaiDayNumber(instant));
}

/**
 * The last day of a deadline that ends at 24:00: for `2025-03-08T00:00+08:00` that is 2025-03-07. Show this to people;
 * `businessDate` of a due instant names the day after.
 */
export function lastDayOf(dueAt: Date): CivilDate {
  return businessDate(new Date(dueAt.getTime() - 1));
}

/** The instant at which a day begins in Asia/Shanghai (00:00). */
export function startOfDay(date: CivilDate): Date {
  return startOfDayNumber(toDayNumber(date));
}

/** The instant at which a day ends in Asia/Shanghai (24:00, that is 00:00 of the next day). */
export function endOfDay(date: CivilDate): Date {
  return startOfDayNumber(toDayNumber(date) + 1);
}

/** The day number of an instant in Asia/Shanghai. */
export function shanghaiDayNumber(instant: Date): number {
  return Math.floor((supported(instant) + OFFSET_MS) / DAY_MS);
}

/** The instant at which the day of that number begins in Asia/Shanghai. */
export function startOfDayNumber(dayNumber: number): Date {
  const instant = new Date(dayNumber * DAY_MS - OFFSET_MS);
  supported(instant);
  return instant;
}

function supported(instant: Date): number {
  const time = instant.getTime();
  if (!(time >= EARLIEST_MS && time <= LATEST_MS)) {
    throw new RangeError('Instant outside the supported range 1991-09-16 to 2199-12-31 in Asia/Shanghai');
  }
  return time;
}
