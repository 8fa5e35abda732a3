import { appendToOutbox, wakeRelay } from '@lianxin/events';
import type { IdentityParts } from './identity-parts.js';
import { sessionRevokedEvent } from './identity.events.js';
import { revokeSession } from './session.sql.js';

/** Ends a session (退出登录): its tokens are refused and its streams end. False when it had ended before. */
export async function signOut({ db, clock, revocations }: IdentityParts, sessionId: string): Promise<boolean> {
  const now = clock.now();
  const ended = await db.transaction(async (tx) => {
    const [session] = await tx.query(revokeSession, [sessionId, now]);
    if (session) await appendToOutbox(tx, 'identity', [sessionRevokedEvent(session, 'SIGNED_OUT', now)]);
    return session !== undefined;
  });
  revocations.endSession(sessionId);
  if (ended) wakeRelay(db);
  return ended;
}
