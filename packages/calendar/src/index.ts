export { systemClock, settableClock, type Clock, type SettableClock } from './clock.js';
export type { CivilDate } from './civil-date.js';
export type { CalendarDay, CalendarDayKind } from './calendar-day.js';
export { stateCouncilDays, stateCouncilVersion } from './state-council-holidays.js';
export { businessDate, endOfDay, lastDayOf, startOfDay } from './shanghai-time.js';
export type { Period, PeriodUnit } from './period.js';
export { createWorkingCalendar, type WorkingCalendar } from './working-calendar.js';
export { lightOf, yellowFrom, type DeadlineLight, type LightInput } from './deadline-light.js';
