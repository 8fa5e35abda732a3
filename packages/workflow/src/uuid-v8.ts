import { createHash } from 'node:crypto';
import { uuidOf } from './uuid-of.js';

/** The UUID that follows from a text (version 8, RFC 9562; SHA-256): the same whenever it is asked for. */
export function uuidV8(text: string): string {
  return uuidOf(createHash('sha256').update(text).digest().subarray(0, 16), 8);
}
