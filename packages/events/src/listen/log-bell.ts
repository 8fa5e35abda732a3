import { type NamedStatement, statement } from '@lianxin/database';

/** The channel on which readers of the log are woken; the message says of which types something is new. */
export const logChannel = 'lianxin_log';

/** Longest list of types that is sent along; PostgreSQL takes messages of up to 8,000 bytes. */
export const longestMessage = 4_000;

/** Whether there may be something for who takes these types. A message without types (many; a lost connection) is for all. */
export function concerns(types: readonly string[], message: string | undefined): boolean {
  if (message === undefined || message === '') return true;
  const fresh = new Set(message.split(' '));
  return types.some((type) => fresh.has(type));
}

/**
 * Rings a channel with the message $1. NOTIFY makes its transaction one that writes, and its commit would wait for the
 * disk, for the sake of a message that may get lost.
 */
export const ringStatement = (name: string, channel: string): NamedStatement<never> =>
  statement<never>(name, `select set_config('synchronous_commit', 'off', true), pg_notify('${channel}', $1)`);
