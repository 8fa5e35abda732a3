import { createHash } from 'node:crypto';

/**
 * An identifier that follows from what it names (a UUID of version 8, RFC 9562): the same at every run, so that an
 * interrupted installation finds its own records again.
 */
export function stableId(kind: string, key: string | number): string {
  const bytes = createHash('sha256').update(`lianxin demonstration: ${kind} ${key}`).digest().subarray(0, 16);
  bytes[6] = 0x80 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
