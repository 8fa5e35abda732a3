import { statement } from '@lianxin/database';
import type { WebhookRow } from './webhook.row.js';

/** An endpoint of a region's office. Plan: primary key. Parameters: id, region. */
export const webhookOfRegion = statement<WebhookRow>(
  'webhooks_of_region',
  `select w.* from webhooks.webhook w where w.id = $1::uuid and w.region_code = $2 and w.status <> 'DELETED'`,
);

/** The same, kept from others until the transaction ends. */
export const lockWebhook = statement<WebhookRow>('webhooks_lock', `${webhookOfRegion.text} for update`);

/** Plan: range of webhook_by_region. Parameters: region, created at and id to start behind, limit. */
export const webhookPage = statement<WebhookRow>(
  'webhooks_page',
  `select w.* from webhooks.webhook w
   where w.region_code = $1 and w.status <> 'DELETED' and (w.created_at, w.id) > ($2::timestamptz, $3::uuid)
   order by w.created_at, w.id limit $4`,
);

/** Plan: range of webhook_by_region. */
export const webhookCount = statement<{ count: number }>(
  'webhooks_count',
  `select count(*)::int as count from webhooks.webhook where region_code = $1 and status <> 'DELETED'`,
);

/** Endpoints of the whole installation. One who registers waits for the one before. Plan: a scan of some dozen rows. */
export const countForRegistration = statement<{ count: number }>(
  'webhooks_count_for_registration',
  `select count(*)::int as count from webhooks.webhook, pg_advisory_xact_lock(7236032) where status <> 'DELETED'`,
);

/** Parameters: the row as JSON. */
export const insertWebhook = statement<WebhookRow>(
  'webhooks_insert',
  `insert into webhooks.webhook select r.* from jsonb_populate_record(null::webhooks.webhook, $1::jsonb) r returning *`,
);

/** Writes what a command may change, on the version it saw. Parameters: id, version, the columns as JSON. */
export const updateWebhook = statement<WebhookRow>(
  'webhooks_update',
  `update webhooks.webhook w set version = w.version + 1, url = r.url, description = r.description,
     event_types = r.event_types, topics = r.topics, status = r.status, disabled_reason = r.disabled_reason,
     held_position = r.held_position, wrapped_key = r.wrapped_key, secret = r.secret,
     previous_secret = r.previous_secret, previous_secret_until = r.previous_secret_until,
     failing_since = r.failing_since, updated_at = r.updated_at
   from jsonb_populate_record(null::webhooks.webhook, $3::jsonb) r
   where w.id = $1::uuid and w.version = $2 returning w.*`,
);

/** Keeps the answer of a success by its key. Parameters: the key's row as JSON, endpoint. */
export const keepAnswer = statement<never>(
  'webhooks_keep_answer',
  `insert into webhooks.idempotency (account_id, key, operation, input_hash, created_at, response)
   select k.account_id, k.key, k.operation, k.input_hash, k.created_at,
     (select to_jsonb(w) from webhooks.webhook w where w.id = $2::uuid)
   from jsonb_populate_record(null::webhooks.idempotency, $1::jsonb) k`,
);
