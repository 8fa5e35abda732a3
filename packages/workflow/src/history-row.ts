import type { ParameterColumn } from '@lianxin/database';

/** A row of a history table (`historyTable`): one transition. `business_date` is `YYYY-MM-DD`. */
export interface HistoryRow {
  readonly event_id: string;
  readonly subject_id: string;
  readonly version: number;
  readonly action: string;
  readonly from_status: string | null;
  readonly to_status: string;
  readonly at: Date;
  readonly business_date: string;
  readonly actor_account_id: string | null;
  readonly actor_role: string;
  readonly actor_name: string;
  readonly note: string | null;
}

/** Its columns, each with its type. */
export const historyColumns = [
  ['event_id', 'uuid'],
  ['subject_id', 'uuid'],
  ['version', 'int'],
  ['action', 'text'],
  ['from_status', 'text'],
  ['to_status', 'text'],
  ['at', 'timestamptz'],
  ['business_date', 'date'],
  ['actor_account_id', 'text'],
  ['actor_role', 'text'],
  ['actor_name', 'text'],
  ['note', 'text'],
] as const satisfies readonly ParameterColumn<keyof HistoryRow>[];
