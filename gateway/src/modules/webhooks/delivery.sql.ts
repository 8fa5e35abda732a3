import { statement } from '@lianxin/database';
import type { WebhookFault } from './post-webhook.js';

/** What became of an event at an endpoint. */
export enum WebhookDeliveryStatus {
  RETRYING = 'RETRYING',
  DELIVERED = 'DELIVERED',
  SET_ASIDE = 'SET_ASIDE',
  REQUEUED = 'REQUEUED',
}

/** A delivery as it is stored. */
export interface DeliveryRow {
  readonly id: number;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly position: number;
  readonly status: WebhookDeliveryStatus;
  readonly attempts: number;
  readonly http_status: number | null;
  readonly fault: WebhookFault | null;
  readonly duration_ms: number;
  readonly first_at: Date;
  readonly last_at: Date;
  readonly next_at: Date | null;
}

/**
 * The end of an event's turn, delivered or set aside, and the step past it in one statement. Where the checkpoint is not
 * at $2 any more, somebody replayed meanwhile, or another process leads: then nothing is written.
 * Plan: primary keys, and delivery_one_waits.
 * Parameters: checkpoint name, from, to, endpoint, event, its type, status, HTTP status, fault, milliseconds, now.
 */
export const endTurn = statement<{ id: number }>(
  'webhooks_end_turn',
  `with moved as (
     update webhooks.consumer_checkpoint set position = $3, updated_at = now()
     where consumer = $1 and position = $2 returning position),
   waited as (
     update webhooks.delivery set status = $7, attempts = attempts + 1, http_status = $8, fault = $9,
       duration_ms = $10, last_at = $11, next_at = null
     where webhook_id = $4::uuid and status = 'RETRYING' and exists (select from moved) returning id)
   insert into webhooks.delivery (webhook_id, event_id, event_type, position, status, attempts, http_status, fault,
     duration_ms, first_at, last_at)
   select $4::uuid, $5::uuid, $6, position, $7, 1, $8, $9, $10, $11, $11 from moved where not exists (select from waited)
   returning id`,
);

/**
 * One more failure of the event whose turn it is; nothing where the checkpoint was moved. Parameters: checkpoint name,
 * from, endpoint, event, its type, its position, HTTP status, fault, milliseconds, now, when to try again.
 */
export const noteFailure = statement<{ attempts: number }>(
  'webhooks_note_failure',
  `insert into webhooks.delivery as d (webhook_id, event_id, event_type, position, status, attempts, http_status, fault,
     duration_ms, first_at, last_at, next_at)
   select $3::uuid, $4::uuid, $5, $6, 'RETRYING', 1, $7, $8, $9, $10, $10, $11
   from webhooks.consumer_checkpoint where consumer = $1 and position = $2
   on conflict (webhook_id) where status = 'RETRYING' do update set attempts = d.attempts + 1,
     http_status = excluded.http_status, fault = excluded.fault, duration_ms = excluded.duration_ms,
     last_at = excluded.last_at, next_at = excluded.next_at
   returning attempts`,
);

/** A new beginning for the endpoint: nothing waits, and what waited is in its way again. Parameters: endpoint. */
export const forgetWaiting = statement<never>(
  'webhooks_forget_waiting',
  `delete from webhooks.delivery where webhook_id = $1::uuid and status = 'RETRYING'`,
);

/** Parameters: endpoint. Plan: range of delivery_by_webhook. */
export const forgetDeliveries = statement<never>(
  'webhooks_forget_deliveries',
  'delete from webhooks.delivery where webhook_id = $1::uuid',
);

/** Makes what waits due. Parameters: endpoint, now. */
export const hastenWaiting = statement<never>(
  'webhooks_hasten_waiting',
  `update webhooks.delivery set next_at = $2 where webhook_id = $1::uuid and status = 'RETRYING'`,
);

/** Asks for a delivery that was set aside once more. No row: it was not. Parameters: endpoint, delivery. */
export const requeueDelivery = statement<DeliveryRow>(
  'webhooks_requeue',
  `update webhooks.delivery set status = 'REQUEUED' where webhook_id = $1::uuid and id = $2 and status = 'SET_ASIDE'
   returning *`,
);

/** Parameters: delivery, status, HTTP status, fault, milliseconds, now. */
export const endRepeat = statement<never>(
  'webhooks_end_repeat',
  `update webhooks.delivery set status = $2, attempts = attempts + 1, http_status = $3, fault = $4, duration_ms = $5,
     last_at = $6 where id = $1 and status = 'REQUEUED'`,
);

/** Newest first, of one status or of all. Plan: delivery_by_webhook backwards. Parameters: endpoint, status, before, limit. */
export const deliveryPage = statement<DeliveryRow>(
  'webhooks_delivery_page',
  `select d.* from webhooks.delivery d
   where d.webhook_id = $1::uuid and ($2::text is null or d.status = $2) and d.id < $3
   order by d.id desc limit $4`,
);

/** Plan: range of delivery_by_webhook, which retention bounds. */
export const deliveryCount = statement<{ count: number }>(
  'webhooks_delivery_count',
  `select count(*)::int as count from webhooks.delivery
   where webhook_id = $1::uuid and ($2::text is null or status = $2)`,
);
