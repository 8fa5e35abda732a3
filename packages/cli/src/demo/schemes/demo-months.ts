import { businessDate } from '@lianxin/calendar';
import { type IndexPeriod, PeriodKind, periodStarting } from '@lianxin/gateway';

/** The first day of the month that lies so many months before the one of an instant. */
export function monthBefore(anchor: Date, months: number): string {
  const [year = 0, month = 1] = businessDate(anchor).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
}

/** That month as a period. */
export function periodBefore(anchor: Date, months: number): IndexPeriod {
  const period = periodStarting(PeriodKind.MONTH, monthBefore(anchor, months));
  if (!period) throw new RangeError(`No month lies ${months} before ${anchor.toISOString()}`);
  return period;
}
