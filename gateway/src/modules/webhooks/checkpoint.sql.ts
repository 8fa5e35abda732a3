import { statement } from '@lianxin/database';

/**
 * How far an endpoint is, in the table where all consumers keep it: its lag shows in `/metrics` like theirs, and the log
 * is not archived past it.
 */
export const checkpointName = (webhookId: string): string => `webhook:${webhookId}`;

/** Parameters: name, position. */
export const putCheckpoint = statement<never>(
  'webhooks_put_checkpoint',
  `insert into webhooks.consumer_checkpoint (consumer, position) values ($1, $2)
   on conflict (consumer) do update set position = excluded.position, updated_at = now()`,
);

/** Ends the hold on the log. Parameters: name. */
export const dropCheckpoint = statement<{ position: number }>(
  'webhooks_drop_checkpoint',
  'delete from webhooks.consumer_checkpoint where consumer = $1 returning position',
);

/** Parameters: names. Plan: one primary-key probe each. */
export const positionsOf = statement<{ consumer: string; position: number }>(
  'webhooks_positions',
  'select consumer, position from webhooks.consumer_checkpoint where consumer = any($1::text[])',
);

/** Goes past events that the endpoint does not get, unless somebody moved it. Parameters: name, from, to. */
export const passOver = statement<{ position: number }>(
  'webhooks_pass_over',
  `update webhooks.consumer_checkpoint set position = $3, updated_at = now()
   where consumer = $1 and position = $2 returning position`,
);
