import { createHmac, timingSafeEqual } from 'node:crypto';
import { headers, type MsgHdrs } from '@nats-io/transport-node';
import type { LoggedEvent } from '../event.types.js';

/** What the relay says: an event that it has logged, or only how far the log goes. */
export type LogMessage = { readonly event: LoggedEvent } | { readonly head: number };

/** A message as it travels. */
interface Sealed {
  readonly data: Uint8Array;
  readonly headers: MsgHdrs;
}

const markHeader = 'Lianxin-Mark';

function markOf(key: Buffer, subject: string, data: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${subject}\n`).update(data).digest();
}

/** Encodes a message and marks it: whoever may publish on a subject must not be able to make up events. */
export function sealMessage(key: Buffer, subject: string, message: LogMessage): Sealed {
  const data = Buffer.from(JSON.stringify(message));
  const marked = headers();
  marked.set(markHeader, markOf(key, subject, data).toString('base64url'));
  return { data, headers: marked };
}

/** What a message says; undefined when it is not from a relay of this installation, about this log. */
export function openMessage(
  key: Buffer,
  { subject, data, headers: given }: { subject: string; data: Uint8Array; headers?: MsgHdrs | undefined },
): LogMessage | undefined {
  const mark = Buffer.from(given?.get(markHeader) ?? '', 'base64url');
  const expected = markOf(key, subject, data);
  if (mark.length !== expected.length || !timingSafeEqual(mark, expected)) return undefined;
  const message = JSON.parse(Buffer.from(data).toString()) as LogMessage;
  if ('head' in message) return message;
  const { event } = message;
  return {
    event: { ...event, occurredAt: new Date(event.occurredAt), recordedAt: new Date(event.recordedAt) },
  };
}
