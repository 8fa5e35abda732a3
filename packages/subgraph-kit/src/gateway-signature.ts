import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '@lianxin/errors';
import type { RequestContext } from './request-context.js';

const contextHeader = 'x-lianxin-context';
const signatureHeader = 'x-lianxin-signature';
/** Longest age of a signature. Clocks of one installation agree within seconds. */
const maxAgeMs = 30_000;

interface SignedContext extends RequestContext {
  readonly audience: string;
  readonly signedAtMs: number;
}

function signatureOf(key: Buffer, context: string, body: string): Buffer {
  const bodyHash = createHash('sha256').update(body).digest('base64url');
  return createHmac('sha256', key).update(`${context}.${bodyHash}`).digest();
}

/**
 * Headers that let a subgraph trust a request: the caller's context and a signature over it and the body.
 * @param audience name of the subgraph; a signature for one is worthless at another.
 */
export function signRequest(
  key: Buffer,
  audience: string,
  context: RequestContext,
  body: string,
  nowMs: number,
): Record<string, string> {
  const { requestId, principal, locale } = context;
  const signed: SignedContext = { requestId, principal, locale, audience, signedAtMs: nowMs };
  const encoded = Buffer.from(JSON.stringify(signed)).toString('base64url');
  return { [contextHeader]: encoded, [signatureHeader]: signatureOf(key, encoded, body).toString('base64url') };
}

/** The context of a signed request; SIGNATURE_REQUIRED when it is absent, altered, for another subgraph or too old. */
export function verifyRequest(
  key: Buffer,
  audience: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  nowMs: number,
): RequestContext {
  const encoded = headers[contextHeader];
  const given = headers[signatureHeader];
  if (typeof encoded !== 'string' || typeof given !== 'string') throw new AppError('SIGNATURE_REQUIRED');
  const expected = signatureOf(key, encoded, body);
  const actual = Buffer.from(given, 'base64url');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) throw new AppError('SIGNATURE_REQUIRED');
  const signed = JSON.parse(Buffer.from(encoded, 'base64url').toString()) as SignedContext;
  const ageMs = Math.abs(nowMs - signed.signedAtMs);
  if (signed.audience !== audience || ageMs > maxAgeMs) throw new AppError('SIGNATURE_REQUIRED');
  return { requestId: signed.requestId, principal: signed.principal, locale: signed.locale };
}
