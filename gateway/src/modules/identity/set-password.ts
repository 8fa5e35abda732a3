import { appendToOutbox, wakeRelay } from '@lianxin/events';
import { AppError } from '@lianxin/errors';
import { hashPassword } from '@lianxin/privacy';
import { accountByUsername, storePasswordHash } from './account.sql.js';
import { assertPassword } from './create-account.js';
import { sessionRevokedEvent } from './identity.events.js';
import type { IdentityParts } from './identity-parts.js';
import { revokeSessionsOf } from './session.sql.js';
import { normalUsername } from './username.js';

/**
 * Gives an account a new password (重置密码); whoever was signed in with the old one is signed out.
 * @throws AppError NOT_FOUND, INVALID_INPUT for a short password
 */
export async function setPassword({ db, clock }: IdentityParts, username: string, password: string): Promise<void> {
  assertPassword(password);
  const [account] = await db.query(accountByUsername, [normalUsername(username)]);
  if (!account) throw new AppError('NOT_FOUND');
  const passwordHash = await hashPassword(password);
  const now = clock.now();
  await db.transaction(async (tx) => {
    await tx.query(storePasswordHash, [account.id, passwordHash]);
    const ended = await tx.query(revokeSessionsOf, [account.id, now]);
    await appendToOutbox(
      tx,
      'identity',
      ended.map((session) => sessionRevokedEvent(session, 'PASSWORD_CHANGED', now)),
    );
  });
  wakeRelay(db);
}
