import type { SuggestionAction, SuggestionStatus } from '@lianxin/events';

/** What a notification tells. */
export enum NotificationKind {
  SUGGESTION_MOVED = 'SUGGESTION_MOVED',
  WEBHOOK_DISABLED = 'WEBHOOK_DISABLED',
  OBJECTION_ANSWERED = 'OBJECTION_ANSWERED',
  DUTY_RECORD_DECIDED = 'DUTY_RECORD_DECIDED',
}

/** A notification as it is stored. */
export interface NotificationRow {
  readonly id: number;
  readonly account_id: string;
  readonly event_id: string;
  readonly kind: NotificationKind;
  /** The suggestion, the webhook, the objection, or the record. */
  readonly subject_id: string;
  readonly number: string | null;
  readonly action: SuggestionAction | null;
  readonly to_status: SuggestionStatus | null;
  readonly at: Date;
  readonly read_at: Date | null;
}
