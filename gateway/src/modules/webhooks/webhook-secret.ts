import { randomBytes } from 'node:crypto';
import type { FieldCipher } from '@lianxin/privacy';
import { secretPrefix } from './sign-webhook.js';
import type { WebhookRow } from './webhook.row.js';

/** How long the secret before the newest goes on signing. */
export const previousSecretMs = 24 * 3_600_000;

const context = (webhookId: string): string => `webhook:secret:${webhookId}`;

type Sealed = Pick<WebhookRow, 'wrapped_key' | 'secret'>;

/** Makes and opens secrets. Each endpoint has a data key of its own, which goes when the endpoint is deleted. */
export interface WebhookSecrets {
  /** A secret of 256 random bits for an endpoint without a key. */
  create(webhookId: string): Sealed;
  /** Another secret under the endpoint's key. */
  renew(webhook: Pick<WebhookRow, 'id' | 'wrapped_key'>): Sealed;
  /** The newest secret. */
  open(webhook: WebhookRow): string;
  /** The secrets that sign now, the newest first. */
  valid(webhook: WebhookRow, now: Date): string[];
}

/** Secrets under one key of the installation. */
export function webhookSecrets(cipher: FieldCipher): WebhookSecrets {
  const sealed = (wrappedKey: string, webhookId: string): Sealed => {
    const secret = secretPrefix + randomBytes(32).toString('base64');
    return { wrapped_key: wrappedKey, secret: cipher.seal(wrappedKey, secret, context(webhookId)) };
  };
  const open = ({ id, wrapped_key }: WebhookRow, text: string): string => cipher.open(wrapped_key, text, context(id));
  return {
    create: (webhookId) => sealed(cipher.createPersonKey().wrapped, webhookId),
    renew: ({ id, wrapped_key }) => sealed(wrapped_key, id),
    open: (webhook) => open(webhook, webhook.secret),
    valid(webhook, now) {
      const { secret, previous_secret: previous, previous_secret_until: until } = webhook;
      const isPreviousValid = previous !== null && until !== null && until > now;
      return [open(webhook, secret), ...(isPreviousValid ? [open(webhook, previous)] : [])];
    },
  };
}
