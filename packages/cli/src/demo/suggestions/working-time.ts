import { businessDate, startOfDay, type WorkingCalendar } from '@lianxin/calendar';

/** Offices work from 8:30 to 17:30, Asia/Shanghai. */
const opensMs = 8.5 * 3_600_000;
const closesMs = 17.5 * 3_600_000;
const dayMs = 86_400_000;

/** Which days are worked. */
export type WorkingDayTest = Pick<WorkingCalendar, 'isWorkingDay'>;

const midnight = (at: number): number => startOfDay(businessDate(new Date(at))).getTime();

/** The instant itself if offices are open then, otherwise the last moment before it at which they were. */
function lastOpen(at: number, calendar: WorkingDayTest): number {
  for (let instant = at; ; instant = midnight(instant) - 1) {
    const day = midnight(instant);
    if (!calendar.isWorkingDay(businessDate(new Date(instant))) || instant < day + opensMs) continue;
    return Math.min(instant, day + closesMs);
  }
}

/** So many hours of work before an instant, through nights, weekends and holidays: when staff did what came before. */
export function workingHoursBefore(at: Date, hours: number, calendar: WorkingDayTest): Date {
  let left = hours * 3_600_000;
  let instant = lastOpen(at.getTime(), calendar);
  for (;;) {
    const opened = midnight(instant) + opensMs;
    if (instant - left >= opened) return new Date(instant - left);
    left -= instant - opened;
    instant = lastOpen(opened - 1, calendar);
  }
}

/** So many hours before an instant, in waking hours (7:00 to 21:30): when a resident did something. */
export function wakingHoursBefore(at: Date, hours: number): Date {
  const instant = at.getTime() - hours * 3_600_000;
  const day = midnight(instant);
  const [wake, sleep] = [day + 7 * 3_600_000, day + 21.5 * 3_600_000];
  if (instant > sleep) return new Date(sleep - ((instant - sleep) % 3_600_000));
  if (instant >= wake) return new Date(instant);
  // The small hours belong to the evening before.
  return new Date(wake - dayMs + 14 * 3_600_000 - ((wake - instant) % 3_600_000));
}
