import type { NewEvent } from '@lianxin/events';

/** An event as a JSON row of the outbox, for the statements that store a transition. */
export function eventRecord(event: NewEvent): string {
  return JSON.stringify({
    event_id: event.eventId,
    type: event.type,
    version: event.version,
    aggregate_type: event.aggregateType,
    aggregate_id: event.aggregateId,
    aggregate_version: event.aggregateVersion,
    payload: event.payload,
    topics: event.topics,
    actor: event.actor,
    causation_id: event.causationId,
    request_id: event.requestId,
    occurred_at: event.occurredAt,
  });
}
