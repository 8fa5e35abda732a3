/** Why a cell gives no date. */
export type DateFault =
  'DATE_MISSING' | 'DATE_UNREADABLE' | 'DATE_WITHOUT_YEAR' | 'DATE_IMPOSSIBLE' | 'DATE_IN_FUTURE' | 'DATE_TOO_OLD';

/** An instant, and whether the cell named a time of day; without one it is the day's beginning. */
export interface ParsedDate {
  readonly at: Date;
  readonly hasTime: boolean;
}
