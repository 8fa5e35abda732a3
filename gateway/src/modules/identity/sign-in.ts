import { randomUUID } from 'node:crypto';
import { refuse } from '@lianxin/errors';
import { hashPassword, needsRehash } from '@lianxin/privacy';
import { accountByUsername, type AccountRow, storePasswordHash } from './account.sql.js';
import type { IdentityParts } from './identity-parts.js';
import { newRefreshToken, refreshTokenHash, refreshTokenMs } from './refresh-token.js';
import { insertSession } from './session.sql.js';
import { forgiveAttempts, lockedUntil, lockMs, recordAttempt, reserveAttempt } from './sign-in-attempts.sql.js';
import { sessionTokens, type SignInOutcome } from './session-tokens.js';
import { normalUsername } from './username.js';

/** What somebody types to sign in. */
export interface SignInRequest {
  readonly username: string;
  readonly password: string;
  readonly requestId: string;
}

type Outcome = 'SIGNED_IN' | 'WRONG_PASSWORD' | 'UNKNOWN_ACCOUNT' | 'DISABLED' | 'LOCKED';

/**
 * Signs in (登录). Unknown, disabled and wrongly typed look and last the same, so an answer tells nothing about which
 * accounts exist. A locked name is refused before its password is looked at.
 */
export async function signIn(parts: IdentityParts, request: SignInRequest): Promise<SignInOutcome> {
  const { db, clock, passwords } = parts;
  const now = clock.now();
  const username = normalUsername(request.username);
  const record = (outcome: Outcome, account?: AccountRow): Promise<unknown> =>
    db.query(recordAttempt, [username, account?.id ?? null, outcome, now, request.requestId]);

  const windowStart = new Date(now.getTime() - lockMs);
  const lockEnd = new Date(now.getTime() + lockMs);
  const [reserved] = await db.query(reserveAttempt, [username, now, lockEnd, windowStart]);
  if (!reserved) {
    await record('LOCKED');
    const [lock] = await db.query(lockedUntil, [username]);
    const leftMs = Math.max(1, (lock?.locked_until?.getTime() ?? now.getTime()) - now.getTime());
    return { ok: false, reason: refuse('ACCOUNT_LOCKED', { minutes: Math.ceil(leftMs / 60_000) }) };
  }

  const [account] = await db.query(accountByUsername, [username]);
  const usable = account && !account.disabled_at ? account : undefined;
  const matches = await passwords.verify(request.password, usable?.password_hash);
  if (!usable || !matches) {
    await record(usable ? 'WRONG_PASSWORD' : account ? 'DISABLED' : 'UNKNOWN_ACCOUNT', account);
    return { ok: false, reason: refuse('BAD_CREDENTIALS') };
  }
  if (needsRehash(usable.password_hash)) {
    await db.query(storePasswordHash, [usable.id, await hashPassword(request.password)]);
  }
  const sessionId = randomUUID();
  const refreshToken = newRefreshToken();
  const refreshEnd = new Date(now.getTime() + refreshTokenMs);
  await db.transaction(async (tx) => {
    await tx.query(forgiveAttempts, [username]);
    await tx.query(insertSession, [sessionId, usable.id, now, refreshTokenHash(refreshToken), refreshEnd]);
    await tx.query(recordAttempt, [username, usable.id, 'SIGNED_IN', now, request.requestId]);
  });
  return { ok: true, session: sessionTokens(parts, usable, sessionId, refreshToken, now) };
}
