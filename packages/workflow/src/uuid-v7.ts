import { randomBytes } from 'node:crypto';
import { uuidOf } from './uuid-of.js';

/**
 * A UUID of version 7 (RFC 9562): time-ordered to the millisecond, so that new rows land together in an index.
 * @param at the instant it names; imports and demo histories name the past.
 */
export function uuidV7(at: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Math.max(0, at.getTime()), 0, 6);
  return uuidOf(bytes, 7);
}
