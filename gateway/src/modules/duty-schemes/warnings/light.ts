import { endOfDay, lastDayOf, startOfDay, type WorkingCalendar } from '@lianxin/calendar';
import { DutyWarningLight } from '@lianxin/events';
import type { WarningRule } from './warning-rules.js';

/** A light, when time alone changes it next (null for never), and when it is red. */
export interface Lit {
  readonly light: DutyWarningLight;
  readonly nextAt: Date | null;
  readonly redAt: Date;
}

/** The instants at which a rule turns yellow and red. A due instant of 00:00 belongs to the day that ends there. */
export function turnsOf(
  { yellowDaysBefore, redDaysAfter }: Pick<WarningRule, 'yellowDaysBefore' | 'redDaysAfter'>,
  dueAt: Date,
  calendar: WorkingCalendar,
): { readonly yellowAt: Date; readonly redAt: Date } {
  const last = lastDayOf(dueAt);
  return {
    yellowAt: yellowDaysBefore === 0 ? dueAt : startOfDay(calendar.addWorkingDays(last, -yellowDaysBefore)),
    redAt: redDaysAfter === 0 ? dueAt : endOfDay(calendar.addWorkingDays(last, redDaysAfter)),
  };
}

/** The light of a deadline at a moment. */
export function lightAt(rule: WarningRule, dueAt: Date, now: Date, calendar: WorkingCalendar): Lit {
  const { yellowAt, redAt } = turnsOf(rule, dueAt, calendar);
  if (now >= redAt) return { light: DutyWarningLight.RED, nextAt: null, redAt };
  if (now >= yellowAt) return { light: DutyWarningLight.YELLOW, nextAt: redAt, redAt };
  return { light: DutyWarningLight.GREEN, nextAt: yellowAt, redAt };
}
