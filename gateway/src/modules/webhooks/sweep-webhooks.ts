import { type Db, statement } from '@lianxin/database';
import { forgetKeys } from '@lianxin/workflow';

const day = 86_400_000;

/** Plan: range of delivery_last_at. Parameters: age of what was delivered, of what was set aside. */
const sweepDeliveries = statement<never>(
  'webhooks_sweep_deliveries',
  `delete from webhooks.delivery where last_at < $1 and (status = 'DELIVERED' or (status = 'SET_ASIDE' and last_at < $2))`,
);

/** Keeps the newest of each endpoint. Plan: a walk of delivery_by_webhook for each of some dozen endpoints. */
const trimDeliveries = statement<never>(
  'webhooks_trim_deliveries',
  `delete from webhooks.delivery d using (
     select w.id, (select id from webhooks.delivery where webhook_id = w.id order by id desc offset $1 limit 1) as oldest
     from webhooks.webhook w) bound
   where d.webhook_id = bound.id and d.id <= bound.oldest and d.status in ('DELIVERED', 'SET_ASIDE')`,
);

const forgetSecrets = statement<never>(
  'webhooks_forget_previous_secrets',
  `update webhooks.webhook set previous_secret = null, previous_secret_until = null where previous_secret_until < $1`,
);

const sweepDeleted = statement<never>(
  'webhooks_sweep_deleted',
  `delete from webhooks.webhook where status = 'DELETED' and updated_at < $1`,
);

/** Most rows in an endpoint's record of deliveries. */
const mostDeliveries = 10_000;

/**
 * What is kept: keys for a day; delivered events for a week, those set aside for 30 days, 10,000 rows an endpoint at most;
 * deleted endpoints for 30 days.
 */
export async function sweepWebhooks(db: Db, now: Date, most = mostDeliveries): Promise<void> {
  const before = (days: number): Date => new Date(now.getTime() - days * day);
  await forgetKeys(db, 'webhooks', now);
  await db.query(sweepDeliveries, [before(7), before(30)]);
  await db.query(trimDeliveries, [most]);
  await db.query(forgetSecrets, [now]);
  await db.query(sweepDeleted, [before(30)]);
}
