import type { CivilDate } from '@lianxin/calendar';

/** Kinds of period that an index is computed for. */
export enum PeriodKind {
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  YEAR = 'YEAR',
  TERM = 'TERM',
}

/** Days of Asia/Shanghai from `start` up to, not including, `end`. */
export interface IndexPeriod {
  readonly kind: PeriodKind;
  readonly start: CivilDate;
  readonly end: CivilDate;
}

/** Length in months. A term (届) of a local congress has five years (宪法 art. 98). */
const months: Readonly<Record<PeriodKind, number>> = {
  [PeriodKind.MONTH]: 1,
  [PeriodKind.QUARTER]: 3,
  [PeriodKind.YEAR]: 12,
  [PeriodKind.TERM]: 60,
};

/** Kinds whose totals are kept; a term is put together from these, the longest first. */
export const keptKinds = [PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.MONTH] as const;

/** Months since year 0. */
const monthOf = (day: CivilDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

const firstOf = (month: number): CivilDate =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;

/** Whether a period of that kind can begin in that month. A term begins when the congress first meets, in any month. */
const begins = (kind: PeriodKind, month: number): boolean =>
  kind === PeriodKind.TERM || (month % 12) % months[kind] === 0;

const dayMs = 86_400_000;
const earliest = '2000-01-01';
const latest = '2150-01-01';

/** The period of a kind that starts on a day; null when none does. */
export function periodStarting(kind: PeriodKind, start: CivilDate): IndexPeriod | null {
  const month = monthOf(start);
  if (!start.endsWith('-01') || start < earliest || start > latest || !begins(kind, month)) return null;
  return { kind, start, end: firstOf(month + months[kind]) };
}

/** The period of a kind that a day lies in. Terms begin where the congress says, so they are not asked for like this. */
export function periodOf(kind: (typeof keptKinds)[number], day: CivilDate): IndexPeriod {
  const month = monthOf(day);
  const first = month - ((month % 12) % months[kind]);
  return { kind, start: firstOf(first), end: firstOf(first + months[kind]) };
}

/** The first day of the period of the same kind that lies so many before one. */
export function startBefore({ kind, start }: Pick<IndexPeriod, 'kind' | 'start'>, count: number): CivilDate {
  return firstOf(monthOf(start) - count * months[kind]);
}

/** The fewest kept periods that make up a period, in order. */
export function partsOf({ start, end }: IndexPeriod): IndexPeriod[] {
  const parts: IndexPeriod[] = [];
  for (let at = start; at < end;) {
    const month = monthOf(at);
    const kind = keptKinds.find((each) => begins(each, month) && firstOf(month + months[each]) <= end);
    const part = periodOf(kind ?? PeriodKind.MONTH, at);
    parts.push(part);
    at = part.end;
  }
  return parts;
}

/** The first days of the months in a period. */
export function monthsOf({ start, end }: IndexPeriod): CivilDate[] {
  const first = monthOf(start);
  return Array.from({ length: monthOf(end) - first }, (_, index) => firstOf(first + index));
}

const shifted = (day: CivilDate, days: number): CivilDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** The day before one. */
export function dayBefore(day: CivilDate): CivilDate {
  return shifted(day, -1);
}

/** The day after one. */
export function dayAfter(day: CivilDate): CivilDate {
  return shifted(day, 1);
}

/** Whether a day lies in a period. */
export function includes({ start, end }: Pick<IndexPeriod, 'start' | 'end'>, day: CivilDate): boolean {
  return start <= day && day < end;
}
