import { AppError } from '@lianxin/errors';
import type { IdentityUseCases } from '@lianxin/gateway';
import { accountInputs } from './demo-accounts.js';

const isTaken = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'INVALID_INPUT' && String(error.details['reason']).endsWith('is taken');

/** Opens the demonstration accounts; one that is open already, from an interrupted run, gets this run's password. */
export async function openAccounts(
  identity: Pick<IdentityUseCases, 'createAccount' | 'setPassword'>,
  password: string,
  unitId: string,
): Promise<void> {
  for (const input of accountInputs(password, unitId)) {
    await identity.createAccount(input).catch((error: unknown) => {
      if (!isTaken(error)) throw error;
      return identity.setPassword(input.username, password);
    });
  }
}
