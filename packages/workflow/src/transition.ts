import type { NewEvent } from '@lianxin/events';
import type { HistoryRow } from './history-row.js';
import type { IdempotencyRow } from './idempotency.js';

/** One step of one aggregate and all that it writes. */
export interface Transition {
  readonly id: string;
  /** The version from which it starts. */
  readonly version: number;
  /**
   * The aggregate's columns as the step leaves them, by their names, without `id` and `version`. An array is an array of
   * the database's too, never JSON.
   */
  readonly row: Readonly<Record<string, unknown>>;
  /** The same columns at that version, as far as they are known; what is the same is not written. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly history: HistoryRow;
  readonly event: NewEvent;
  readonly key: IdempotencyRow | null;
  /** Rows that it adds, by their table. */
  readonly parts: Readonly<Record<string, object>>;
}
