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
