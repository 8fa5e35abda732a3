/** A delivery as it came in: the body's own text, before anything has read it, and its headers. */
export interface WebhookDelivery {
  readonly body: string;
  /** By lower-case names, as Node has them, or a `Headers`. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>> | Headers;
}

/** How to verify. */
export interface VerifyWebhookOptions {
  /** How far the sender's clock may be from this one's, either way; 5 minutes unless told. */
  readonly toleranceMs?: number;
  /** The time now, in milliseconds; the machine's unless told. */
  readonly now?: () => number;
}

/** What a delivery says. `payload` is as the type and its version have it. */
export interface WebhookEvent<Payload = Readonly<Record<string, unknown>>> {
  /** The same at every attempt: take one that you know for one that you have. */
  readonly id: string;
  readonly type: string;
  readonly version: number;
  /** Its place in the log, to replay from; a test (`webhook.ping`) has none. */
  readonly cursor?: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  readonly aggregate?: { readonly type: string; readonly id: string; readonly version: number };
  readonly payload: Payload;
}

/** Why a delivery is not to be believed. */
export type WebhookFault = 'HEADERS_MISSING' | 'OUT_OF_TIME' | 'NOT_SIGNED';

/** Thrown for a delivery that is not to be believed. Answer it with 401 and do nothing. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';

  constructor(readonly fault: WebhookFault) {
    super(`The webhook is not to be believed: ${fault}`);
  }
}

const prefix = 'whsec_';
const defaultToleranceMs = 5 * 60_000;
const hmac = { name: 'HMAC', hash: 'SHA-256' } as const;
const encoder = new TextEncoder();

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

function headerOf(headers: WebhookDelivery['headers'], name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  if (typeof value !== 'string' || value === '') throw new WebhookVerificationError('HEADERS_MISSING');
  return value;
}

/**
 * Verifies a delivery and reads it: HMAC-SHA256 over `id.timestamp.body` by the convention of Standard Webhooks, compared
 * in constant time (Web Crypto), and a timestamp near now, so that what was recorded once cannot be sent again later.
 * While a secret is being replaced give both; one of them must fit.
 * @throws WebhookVerificationError; RangeError for a secret that is none
 */
export async function verifyWebhook<Payload = Readonly<Record<string, unknown>>>(
  secrets: string | readonly string[],
  { body, headers }: WebhookDelivery,
  { toleranceMs = defaultToleranceMs, now = Date.now }: VerifyWebhookOptions = {},
): Promise<WebhookEvent<Payload>> {
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const sentMs = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1_000 : Number.NaN;
  if (!(Math.abs(now() - sentMs) <= toleranceMs)) throw new WebhookVerificationError('OUT_OF_TIME');
  const signatures = headerOf(headers, 'webhook-signature')
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => bytesOf(signature.slice(3)));
  const signed = encoder.encode(`${id}.${timestamp}.${body}`);
  for (const secret of typeof secrets === 'string' ? [secrets] : secrets) {
    const raw = secret.startsWith(prefix) ? bytesOf(secret.slice(prefix.length)) : null;
    if (raw === null || raw.length === 0) throw new RangeError(`A webhook's secret begins with ${prefix}`);
    const key = await crypto.subtle.importKey('raw', raw, hmac, false, ['verify']);
    for (const signature of signatures) {
      if (signature !== null && (await crypto.subtle.verify(hmac, key, signature, signed))) {
        return JSON.parse(body) as WebhookEvent<Payload>;
      }
    }
  }
  throw new WebhookVerificationError('NOT_SIGNED');
}
