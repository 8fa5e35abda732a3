import type { SuggestionAction, SuggestionStatus } from '@lianxin/events';

/** What a notification tells. */
export enum NotificationKind {
  SUGGESTION_MOVED = 'SUGGESTION_MOVED',
  WEBHOOK_DISABLED = 'WEBHOOK_DISABLED',
  OBJECTION_ANSWERED = 'OBJECTION_ANSWERED',
  DUTY_RECORD_DECIDED = 'DUTY_RECORD_DECIDED',
  INDEX_PERIOD_SHOWN = 'INDEX_PERIOD_SHOWN',
  INDEX_PERIOD_FROZEN = 'INDEX_PERIOD_FROZEN',
  EVALUATION_CLOSED = 'EVALUATION_CLOSED',
}

/** What the title of a notification names of a period (指数周期、考评周期). */
export interface ToldPeriod {
  readonly kind: 'MONTH' | 'QUARTER' | 'YEAR' | 'TERM';
  /** Its first day. */
  readonly start: string;
  /** The last day on which a deputy can object; of the index alone. */
  readonly until?: string;
  /** SHA-256 of the snapshot, hexadecimal; null while it is a draft. */
  readonly hash: string | null;
}

/** A notification as it is stored. */
export interface NotificationRow {
  readonly id: number;
  readonly account_id: string;
  readonly event_id: string;
  readonly kind: NotificationKind;
  /** The suggestion, the webhook, the objection, the record, the period, or the evaluation. */
  readonly subject_id: string;
  readonly number: string | null;
  readonly action: SuggestionAction | null;
  readonly to_status: SuggestionStatus | null;
  /** Of the kinds that tell of a period. */
  readonly period: ToldPeriod | null;
  readonly at: Date;
  readonly read_at: Date | null;
}
