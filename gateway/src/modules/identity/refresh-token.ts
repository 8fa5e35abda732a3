import { createHash, randomBytes } from 'node:crypto';

/** How long a refresh token can be used. Each use answers with a new one that lives as long again. */
export const refreshTokenMs = 7 * 24 * 3_600_000;

const tokenBytes = 32;

/** A new refresh token: random, opaque, never stored. */
export function newRefreshToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/** What is stored of a refresh token. 256 random bits need no salt and no slow hash. */
export function refreshTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
