import { AppError } from '@lianxin/errors';
import { verifyPassword } from '@lianxin/privacy';

/** Checks passwords, a few at a time. */
export interface PasswordGate {
  /** @throws AppError TOO_MANY_REQUESTS when too many wait already */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}

/**
 * Argon2id is slow and large by intention, so a crowd of sign-ins must queue: `atOnce` checks run, `waiting` more may
 * wait, and whoever comes after that is told to come back later.
 */
export function passwordGate(atOnce: number, waiting: number): PasswordGate {
  const queue: (() => void)[] = [];
  let running = 0;
  return {
    async verify(password, hash) {
      if (running >= atOnce) {
        if (queue.length >= waiting) throw new AppError('TOO_MANY_REQUESTS');
        // Whoever leaves hands its place over, so `running` stays as it is.
        await new Promise<void>((resolve) => queue.push(resolve));
      } else {
        running += 1;
      }
      try {
        return await verifyPassword(password, hash);
      } finally {
        const next = queue.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
