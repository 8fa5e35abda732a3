import type { WebhookEventType } from './published-events.js';

/** Whether deliveries go on. A deleted endpoint is kept for a month, for the record, and shown to nobody. */
export enum WebhookStatus {
  ACTIVE = 'ACTIVE',
  PAUSED = 'PAUSED',
  DISABLED = 'DISABLED',
  DELETED = 'DELETED',
}

/** Why deliveries ended by themselves: the receiver said 410, or nothing was delivered for 5 days. */
export enum WebhookDisabledReason {
  GONE = 'GONE',
  FAILING = 'FAILING',
}

/** An endpoint as it is stored. */
export interface WebhookRow {
  readonly id: string;
  readonly version: number;
  /** The region of the office that registered it. */
  readonly region_code: string;
  readonly url: string;
  readonly description: string;
  readonly event_types: readonly WebhookEventType[];
  /** Events of one of these topics only; of all when empty. */
  readonly topics: readonly string[];
  readonly status: WebhookStatus;
  readonly disabled_reason: WebhookDisabledReason | null;
  readonly held_position: number | null;
  readonly wrapped_key: string;
  readonly secret: string;
  readonly previous_secret: string | null;
  readonly previous_secret_until: Date | null;
  readonly failing_since: Date | null;
  readonly created_by: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}
