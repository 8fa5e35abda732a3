import { createAccount, type CreateAccountInput } from './create-account.js';
import { disableAccount } from './disable-account.js';
import type { Grant } from './grants.js';
import type { IdentityParts } from './identity-parts.js';
import { refreshSession } from './refresh-session.js';
import { setGrants } from './set-grants.js';
import { setPassword } from './set-password.js';
import { signIn, type SignInRequest } from './sign-in.js';
import { signOut } from './sign-out.js';
import type { SignInOutcome } from './session-tokens.js';

/** Everything that can be done to accounts and sessions. */
export interface IdentityUseCases {
  /** Opens an account. Throws AppError INVALID_INPUT for a taken name or impossible grants. */
  createAccount(input: CreateAccountInput): Promise<{ accountId: string }>;
  /** Replaces what an account may do. Throws AppError NOT_FOUND, INVALID_INPUT. */
  setGrants(accountId: string, grants: readonly Grant[]): Promise<void>;
  /** Closes an account and its sessions; false when there was nothing to close. */
  disableAccount(accountId: string): Promise<boolean>;
  /** Gives an account a new password and ends its sessions. Throws AppError NOT_FOUND, INVALID_INPUT. */
  setPassword(username: string, password: string): Promise<void>;
  signIn(request: SignInRequest): Promise<SignInOutcome>;
  refreshSession(refreshToken: string): Promise<SignInOutcome>;
  /** Ends a session; false when it had ended before. */
  signOut(sessionId: string): Promise<boolean>;
}

/** The use cases over one set of parts. */
export function identityUseCases(parts: IdentityParts): IdentityUseCases {
  return {
    createAccount: (input) => createAccount(parts, input),
    setGrants: (accountId, grants) => setGrants(parts, accountId, grants),
    disableAccount: (accountId) => disableAccount(parts, accountId),
    setPassword: (username, password) => setPassword(parts, username, password),
    signIn: (request) => signIn(parts, request),
    refreshSession: (refreshToken) => refreshSession(parts, refreshToken),
    signOut: (sessionId) => signOut(parts, sessionId),
  };
}
