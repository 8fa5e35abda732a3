import { encodeCursor } from '@lianxin/events';
import type { PublicEvent } from './published-events.js';

/** The body of a delivery: the same bytes at every attempt. */
export function messageBody({ event, payload }: PublicEvent): string {
  return JSON.stringify({
    id: event.eventId,
    type: event.type,
    version: event.version,
    cursor: encodeCursor(event.position, event.eventId),
    occurredAt: event.occurredAt,
    aggregate: { type: event.aggregateType, id: event.aggregateId, version: event.aggregateVersion },
    payload,
  });
}

/** The body of a test; its type is none of the log's. */
export function pingBody(id: string, at: Date): string {
  return JSON.stringify({ id, type: 'webhook.ping', version: 1, occurredAt: at, payload: {} });
}
