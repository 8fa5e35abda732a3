import { randomUUID } from 'node:crypto';
import { AppError } from '@lianxin/errors';
import { hashPassword } from '@lianxin/privacy';
import { insertAccount, insertGrants } from './account.sql.js';
import { checkGrants, type Grant } from './grants.js';
import type { IdentityParts } from './identity-parts.js';
import { normalUsername } from './username.js';

/** A new account. */
export interface CreateAccountInput {
  /** Given when other records already refer to the account; made up otherwise. */
  readonly id?: string;
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  readonly grants: readonly Grant[];
}

const shortestPassword = 8;

/** @throws AppError INVALID_INPUT for a password that is too short */
export function assertPassword(password: string): void {
  if (password.length >= shortestPassword) return;
  throw new AppError('INVALID_INPUT', { reason: `a password has at least ${shortestPassword} characters` });
}

/**
 * Opens an account (开户).
 * @throws AppError INVALID_INPUT for a name that is taken or empty, a short password, or impossible grants
 */
export async function createAccount(
  { db, clock }: IdentityParts,
  input: CreateAccountInput,
): Promise<{ accountId: string }> {
  const username = normalUsername(input.username);
  const displayName = input.displayName.trim();
  checkGrants(input.grants);
  if (username === '' || displayName === '' || displayName.length > 64) {
    throw new AppError('INVALID_INPUT', { reason: 'username and displayName have 1 to 64 characters' });
  }
  assertPassword(input.password);
  const accountId = input.id ?? randomUUID();
  const passwordHash = await hashPassword(input.password);
  await db.transaction(async (tx) => {
    const [created] = await tx.query(insertAccount, [accountId, username, displayName, passwordHash, clock.now()]);
    if (!created) throw new AppError('INVALID_INPUT', { reason: `the user name ${username} is taken` });
    await tx.query(insertGrants, [accountId, JSON.stringify(input.grants)]);
  });
  return { accountId };
}
