import { AppError } from '@lianxin/errors';
import { appendToOutbox, wakeRelay } from '@lianxin/events';
import { deleteGrants, insertGrants, nextGrantsVersion } from './account.sql.js';
import { checkGrants, type Grant } from './grants.js';
import type { IdentityParts } from './identity-parts.js';
import { grantsChangedEvent } from './identity.events.js';

/**
 * Replaces what an account may do (授权). Its access tokens are void at once; a refresh brings one with the new grants.
 * @throws AppError NOT_FOUND, INVALID_INPUT
 */
export async function setGrants(parts: IdentityParts, accountId: string, grants: readonly Grant[]): Promise<void> {
  const { db, clock, revocations } = parts;
  checkGrants(grants);
  const now = clock.now();
  const version = await db.transaction(async (tx) => {
    const [account] = await tx.query(nextGrantsVersion, [accountId, now]);
    if (!account) throw new AppError('NOT_FOUND');
    await tx.query(deleteGrants, [accountId]);
    await tx.query(insertGrants, [accountId, JSON.stringify(grants)]);
    await appendToOutbox(tx, 'identity', [grantsChangedEvent(accountId, account.grants_version, now)]);
    return account.grants_version;
  });
  revocations.requireGrants(accountId, version);
  wakeRelay(db);
}
