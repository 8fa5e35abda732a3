/** Longest user name. A longer one belongs to nobody; it is cut so that what is typed cannot fill the records. */
const longestUsername = 64;

/** A user name as it is stored and compared: composed, lower case, without surrounding blanks and control characters. */
export function normalUsername(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
  return plain.slice(0, longestUsername);
}
