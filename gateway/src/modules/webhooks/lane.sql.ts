import { statement } from '@lianxin/database';
import type { WebhookRow } from './webhook.row.js';

/** An endpoint at the moment of a delivery. */
export interface LaneState extends WebhookRow {
  readonly position: number;
  /** How far the regions are known: events behind it wait. */
  readonly reach: number;
  readonly attempts: number;
  readonly next_at: Date | null;
  readonly repeat_id: number | null;
  readonly repeat_position: number | null;
}

/** Plan: primary keys, delivery_one_waits and delivery_to_repeat. Parameters: endpoint, checkpoint name. */
export const laneState = statement<LaneState>(
  'webhooks_lane_state',
  `select w.*, c.position, r.position as reach, coalesce(d.attempts, 0) as attempts, d.next_at,
     q.id as repeat_id, q.position as repeat_position
   from webhooks.webhook w
   join webhooks.consumer_checkpoint c on c.consumer = $2
   join webhooks.consumer_checkpoint r on r.consumer = 'webhooks-regions'
   left join webhooks.delivery d on d.webhook_id = w.id and d.status = 'RETRYING'
   left join lateral (select id, position from webhooks.delivery
     where webhook_id = w.id and status = 'REQUEUED' order by id limit 1) q on true
   where w.id = $1::uuid and w.status = 'ACTIVE'`,
);

/** Whether there is anybody to deliver to. Plan: a scan of some dozen endpoints, to the first. */
export const anyWebhook = statement<object>(
  'webhooks_any',
  `select 1 from webhooks.webhook where status = 'ACTIVE' limit 1`,
);

/** Endpoints with something to do now. Plan: a scan of some dozen endpoints, with probes as above. Parameters: now. */
export const dueWebhooks = statement<{ id: string }>(
  'webhooks_due',
  `select w.id from webhooks.webhook w
   join webhooks.consumer_checkpoint c on c.consumer = 'webhook:' || w.id
   join webhooks.consumer_checkpoint r on r.consumer = 'webhooks-regions'
   left join webhooks.delivery d on d.webhook_id = w.id and d.status = 'RETRYING'
   where w.status = 'ACTIVE'
     and (exists (select from webhooks.delivery where webhook_id = w.id and status = 'REQUEUED')
       or (c.position < r.position and (d.next_at is null or d.next_at <= $1)))`,
);

/** When the failures of an endpoint began, until one delivery succeeds. Parameters: endpoint, instant or null. */
export const markFailing = statement<never>(
  'webhooks_mark_failing',
  `update webhooks.webhook set failing_since = case when $2::timestamptz is null then null
     else coalesce(failing_since, $2) end where id = $1::uuid`,
);

/** Ends deliveries by themselves. No row: they had ended. Parameters: endpoint, reason, now, position to hold. */
export const disableWebhook = statement<WebhookRow>(
  'webhooks_disable',
  `update webhooks.webhook set status = 'DISABLED', disabled_reason = $2, updated_at = $3, held_position = $4,
     version = version + 1 where id = $1::uuid and status = 'ACTIVE' returning *`,
);
