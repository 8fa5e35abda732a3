import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type AddressGuard, addressRefused } from './address-guard.js';
import { addressIn } from './webhook-url.js';

/** Why nothing was delivered. */
export enum WebhookFault {
  TIMEOUT = 'TIMEOUT',
  CONNECTION = 'CONNECTION',
  TLS = 'TLS',
  ADDRESS_REFUSED = 'ADDRESS_REFUSED',
  REDIRECTED = 'REDIRECTED',
  HTTP_STATUS = 'HTTP_STATUS',
  EVENT_ARCHIVED = 'EVENT_ARCHIVED',
}

/** What came of one attempt. `fault` is null when it was delivered. */
export interface Attempt {
  readonly fault: WebhookFault | null;
  readonly httpStatus: number | null;
  readonly durationMs: number;
  /** The wait that the receiver asked for (`Retry-After`), in milliseconds; 0 when it did not. */
  readonly retryAfterMs: number;
}

/** What to send, and within which bounds. */
export interface WebhookPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly guard: AddressGuard;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** More of an answer than this is not read: nothing of it is kept. */
const longestAnswer = 64 * 1024;

/**
 * Posts once. Every outcome is an `Attempt`; only `signal` makes it throw. Redirects are not followed: they would lead
 * where the guard has not looked. A connection is made for each post, so that its address is judged each time.
 */
export async function postWebhook(post: WebhookPost): Promise<Attempt> {
  const startedMs = performance.now();
  const attempt = (fault: WebhookFault | null, httpStatus: number | null, retryAfterMs = 0): Attempt => ({
    fault,
    httpStatus,
    durationMs: Math.round(performance.now() - startedMs),
    retryAfterMs,
  });
  const url = new URL(post.url);
  const literal = addressIn(url);
  if (literal !== null && !post.guard.permits(literal, url.protocol)) {
    return attempt(WebhookFault.ADDRESS_REFUSED, null);
  }
  const timeout = AbortSignal.timeout(post.timeoutMs);
  try {
    const { status, retryAfter } = await exchange(url, post, AbortSignal.any([timeout, post.signal]));
    if (status >= 200 && status < 300) return attempt(null, status);
    const isRedirect = status >= 300 && status < 400;
    return attempt(isRedirect ? WebhookFault.REDIRECTED : WebhookFault.HTTP_STATUS, status, waitOf(retryAfter));
  } catch (error) {
    post.signal.throwIfAborted();
    return attempt(timeout.aborted ? WebhookFault.TIMEOUT : faultOf(error), null);
  }
}

/** Seconds only: a date would be by the receiver's clock. */
function waitOf(retryAfter: string | undefined): number {
  return retryAfter !== undefined && /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1_000 : 0;
}

function faultOf(error: unknown): WebhookFault {
  const code = String((error as NodeJS.ErrnoException).code);
  if (code === addressRefused) return WebhookFault.ADDRESS_REFUSED;
  return /CERT|TLS|SSL|SIGNATURE|EPROTO/.test(code) ? WebhookFault.TLS : WebhookFault.CONNECTION;
}

interface Answered {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

function exchange(url: URL, { headers, body, guard }: WebhookPost, signal: AbortSignal): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request: ClientRequest = send(url, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: guard.lookupFor(url.protocol),
      signal,
    });
    request.on('error', reject);
    request.on('response', (response) => {
      drain(response)
        .then(() => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] }))
        .catch(reject);
    });
    request.end(body);
  });
}

/** Reads an answer to its end, so that the receiver is done with it; one that does not end is cut off. */
async function drain(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length;
    if (bytes > longestAnswer) break;
  }
}
