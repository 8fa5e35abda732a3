import { randomUUID } from 'node:crypto';
import { AppError } from '@lianxin/errors';
import { isUuid } from '@lianxin/subgraph-kit';
import type { Attempt } from './post-webhook.js';
import { sendWebhook } from './send-webhook.js';
import type { OfficeClerk } from './webhook.policy.js';
import { webhookOfRegion } from './webhook.sql.js';
import { pingBody } from './webhook-message.js';
import type { WebhookParts } from './webhook-parts.js';

/**
 * Sends a signed test now, whatever the endpoint's status (测试推送). It leaves nothing behind, so it needs no key.
 * @throws AppError NOT_FOUND
 */
export async function pingWebhook(parts: WebhookParts, clerk: OfficeClerk, id: string): Promise<Attempt> {
  const [webhook] = isUuid(id) ? await parts.db.query(webhookOfRegion, [id, clerk.regionCode]) : [];
  if (webhook === undefined) throw new AppError('NOT_FOUND');
  const messageId = randomUUID();
  const message = { id: messageId, body: pingBody(messageId, parts.clock.now()) };
  return sendWebhook(parts, webhook, message, AbortSignal.timeout(2 * parts.timeoutMs));
}
