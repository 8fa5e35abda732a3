import { createHmac } from 'node:crypto';

/** What marks a secret as one of a webhook (Standard Webhooks); the key itself is the base64 behind it. */
export const secretPrefix = 'whsec_';

/** What is signed. */
export interface SignedMessage {
  /** Without a full stop: it divides the parts of the signed text. */
  readonly id: string;
  readonly at: Date;
  readonly body: string;
}

/**
 * Headers of a delivery by the convention of Standard Webhooks, so that its verifiers fit: base64 of the HMAC-SHA256 over
 * `id.timestamp.body`, one signature for each secret that is valid now, divided by blanks.
 */
export function signatureHeaders({ id, at, body }: SignedMessage, secrets: readonly string[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
