import { refuse } from '@lianxin/errors';
import { appendToOutbox, wakeRelay } from '@lianxin/events';
import { accountById, type AccountRow } from './account.sql.js';
import type { IdentityParts } from './identity-parts.js';
import { sessionRevokedEvent } from './identity.events.js';
import { newRefreshToken, refreshTokenHash, refreshTokenMs } from './refresh-token.js';
import { lockPresentedToken, type PresentedToken, revokeSession, rotateToken } from './session.sql.js';
import { sessionTokens, type SignInOutcome } from './session-tokens.js';

type Turn =
  | { readonly kind: 'refused' }
  | { readonly kind: 'reused'; readonly sessionId: string }
  | {
      readonly kind: 'rotated';
      readonly account: AccountRow;
      readonly sessionId: string;
      readonly refreshToken: string;
    };

/**
 * Continues a session (续期). A refresh token works once and is replaced. If one comes a second time, two parties hold
 * it and nobody can say which is the thief, so the session ends for both.
 */
export async function refreshSession(parts: IdentityParts, presented: string): Promise<SignInOutcome> {
  const { db, clock } = parts;
  const now = clock.now();
  const hash = refreshTokenHash(presented);
  const turn = await db.transaction(async (tx): Promise<Turn> => {
    const [token] = await tx.query(lockPresentedToken, [hash]);
    if (!token || token.revoked_at || isPast(token, now)) return { kind: 'refused' };
    if (token.used_at) {
      const [session] = await tx.query(revokeSession, [token.session_id, now]);
      if (session) await appendToOutbox(tx, 'identity', [sessionRevokedEvent(session, 'REFRESH_TOKEN_REUSED', now)]);
      return { kind: 'reused', sessionId: token.session_id };
    }
    const [account] = await tx.query(accountById, [token.account_id]);
    if (!account || account.disabled_at) return { kind: 'refused' };
    const refreshToken = newRefreshToken();
    const refreshEnd = new Date(now.getTime() + refreshTokenMs);
    await tx.query(rotateToken, [hash, refreshTokenHash(refreshToken), token.session_id, now, refreshEnd]);
    return { kind: 'rotated', account, sessionId: token.session_id, refreshToken };
  });
  if (turn.kind === 'rotated') {
    return { ok: true, session: sessionTokens(parts, turn.account, turn.sessionId, turn.refreshToken, now) };
  }
  if (turn.kind === 'reused') {
    parts.revocations.endSession(turn.sessionId);
    wakeRelay(db);
  }
  return { ok: false, reason: refuse('REFRESH_TOKEN_INVALID') };
}

function isPast(token: PresentedToken, now: Date): boolean {
  return token.expires_at <= now;
}
