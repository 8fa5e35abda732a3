import { appendToOutbox, wakeRelay } from '@lianxin/events';
import { markDisabled } from './account.sql.js';
import type { IdentityParts } from './identity-parts.js';
import { grantsChangedEvent, sessionRevokedEvent } from './identity.events.js';
import { revokeSessionsOf } from './session.sql.js';

/** Closes an account (停用): nobody signs in with it and its sessions end. False when it was closed or never existed. */
export async function disableAccount({ db, clock, revocations }: IdentityParts, accountId: string): Promise<boolean> {
  const now = clock.now();
  const version = await db.transaction(async (tx) => {
    const [account] = await tx.query(markDisabled, [accountId, now]);
    if (!account) return null;
    const ended = await tx.query(revokeSessionsOf, [accountId, now]);
    const revoked = ended.map((session) => sessionRevokedEvent(session, 'ACCOUNT_DISABLED', now));
    await appendToOutbox(tx, 'identity', [...revoked, grantsChangedEvent(accountId, account.grants_version, now)]);
    return account.grants_version;
  });
  if (version === null) return false;
  revocations.requireGrants(accountId, version);
  wakeRelay(db);
  return true;
}
