import { accountGrantsChanged, type NewEvent, sessionRevoked, topic } from '@lianxin/events';

/** Why a session ended before its time. */
export type RevocationReason = 'SIGNED_OUT' | 'REFRESH_TOKEN_REUSED' | 'ACCOUNT_DISABLED' | 'PASSWORD_CHANGED';

/** The event that a session ended. It happens once, so its aggregate has one version. */
export function sessionRevokedEvent(
  session: { readonly id: string; readonly account_id: string },
  reason: RevocationReason,
  now: Date,
): NewEvent {
  const { id: sessionId, account_id: accountId } = session;
  return sessionRevoked.create({
    aggregateType: 'session',
    aggregateId: sessionId,
    aggregateVersion: 1,
    payload: { sessionId, accountId, reason },
    topics: [topic.session(sessionId), topic.account(accountId)],
    occurredAt: now,
  });
}

/** The event that an account's grants changed. The edition of the grants is the account's version in the log. */
export function grantsChangedEvent(accountId: string, grantsVersion: number, now: Date): NewEvent {
  return accountGrantsChanged.create({
    aggregateType: 'account',
    aggregateId: accountId,
    aggregateVersion: grantsVersion,
    payload: { accountId },
    topics: [topic.account(accountId)],
    occurredAt: now,
  });
}
