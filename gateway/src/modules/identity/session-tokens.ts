import type { RefusalReason } from '@lianxin/errors';
import type { Principal } from '@lianxin/subgraph-kit';
import type { AccountRow } from './account.sql.js';
import { principalOf } from './grants.js';
import type { IdentityParts } from './identity-parts.js';

/** What a client holds of a session. */
export interface SessionTokens {
  readonly token: string;
  readonly expiresAt: Date;
  readonly refreshToken: string;
  readonly principal: Principal;
}

/** A session, or why there is none. */
export type SignInOutcome =
  { readonly ok: true; readonly session: SessionTokens } | { readonly ok: false; readonly reason: RefusalReason };

/** The tokens of a session, with what the account may do now. */
export function sessionTokens(
  { tokens }: Pick<IdentityParts, 'tokens'>,
  account: AccountRow,
  sessionId: string,
  refreshToken: string,
  now: Date,
): SessionTokens {
  const principal = principalOf({ id: account.id, displayName: account.display_name }, account.grants, sessionId);
  return { ...tokens.sign(principal, account.grants_version, now), refreshToken, principal };
}
