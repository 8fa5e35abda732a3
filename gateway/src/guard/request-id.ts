import { randomUUID } from 'node:crypto';

/** An id for a request, in one piece: node's own is a rope of its parts, and thousands of streams keep theirs. */
export function newRequestId(): string {
  return Buffer.from(randomUUID(), 'latin1').toString('latin1');
}
