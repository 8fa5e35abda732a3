import { changeWebhook, type WebhookCommand, type WebhookCommander, type WebhookOutcome } from './change-webhook.js';
import { previousSecretMs } from './webhook-secret.js';
import type { WebhookParts } from './webhook-parts.js';

/** Gives an endpoint a new secret (更换密钥). For a day deliveries are signed with the old one too. */
export function rotateWebhookSecret(
  parts: WebhookParts,
  commander: WebhookCommander,
  input: WebhookCommand,
): Promise<WebhookOutcome> {
  return changeWebhook(parts, commander, 'rotateWebhookSecret', input, (row, at) => ({
    action: 'SECRET_ROTATED',
    patch: {
      ...parts.secrets.renew(row),
      previous_secret: row.secret,
      previous_secret_until: new Date(at.getTime() + previousSecretMs),
    },
  }));
}
