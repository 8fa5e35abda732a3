import { changeWebhook, type WebhookCommand, type WebhookCommander, type WebhookOutcome } from './change-webhook.js';
import type { WebhookParts } from './webhook-parts.js';
import { checkedSettings, type WebhookSettings } from './webhook-settings.js';

/** Changes where and what an endpoint hears (修改推送端点). What waits for another attempt goes to the new address. */
export async function updateWebhook(
  parts: WebhookParts,
  commander: WebhookCommander,
  input: WebhookCommand & WebhookSettings,
): Promise<WebhookOutcome> {
  // Before the transaction: resolving a name may take its time, and the row is locked within.
  const checked = await checkedSettings(input, parts.guard);
  return changeWebhook(parts, commander, 'updateWebhook', input, () =>
    'refused' in checked ? checked : { action: 'UPDATED', patch: checked.settings },
  );
}
