import { type Attempt, postWebhook } from './post-webhook.js';
import { signatureHeaders } from './sign-webhook.js';
import type { WebhookRow } from './webhook.row.js';
import type { WebhookParts } from './webhook-parts.js';

/** Signs a body with every secret that is valid now and posts it. Throws only when `signal` says so. */
export function sendWebhook(
  { clock, secrets, guard, timeoutMs }: WebhookParts,
  webhook: WebhookRow,
  message: { readonly id: string; readonly body: string },
  signal: AbortSignal,
): Promise<Attempt> {
  const at = clock.now();
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Lianxin-Webhooks/1',
    ...signatureHeaders({ ...message, at }, secrets.valid(webhook, at)),
  };
  return postWebhook({ url: webhook.url, headers, body: message.body, guard, timeoutMs, signal });
}
