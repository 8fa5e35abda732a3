import { type CalendarDay, createWorkingCalendar, type WorkingCalendar } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';

/** The working-day calendar in force: the newest version in the calendar table. */
export async function loadCalendar(sql: Sql): Promise<WorkingCalendar> {
  const days = await sql.queryText<CalendarDay & { version: string }>(
    `select date, kind, name, source, version from suggestions.calendar_day
     where version = (select max(version) from suggestions.calendar_day) order by date`,
  );
  return createWorkingCalendar(days, days[0]?.version ?? 'weekends only');
}
