import type { GraphQLError } from 'graphql';
import type { AppError } from '@lianxin/errors';
import { dutyIndexChanged, encodeCursor, type LoggedEvent, type LogPlace, topic } from '@lianxin/events';
import { followChanges } from './follow-changes.js';
import type { LiveContext } from './live.context.js';
import { DutyIndexCause, DutyIndexChange } from './index-change.types.js';

/** A change on its way to a subscriber, or the error with which the stream ends (see `LiveEvent`). */
export type IndexLiveEvent = DutyIndexChange | GraphQLError | AppError;

function changeOf(event: LoggedEvent, representativeId: string): DutyIndexChange | null {
  if (!dutyIndexChanged.matches(event)) return null;
  const { position, occurredAt, payload } = dutyIndexChanged.read(event);
  const { causeEventId: eventId, causeEventType: eventType } = payload;
  const cause = Object.assign(new DutyIndexCause(), { eventId, eventType });
  return Object.assign(new DutyIndexChange(), {
    representativeId,
    cursor: encodeCursor(position, event.eventId),
    at: occurredAt,
    cause,
  });
}

/** What changes a deputy's index, from a position on. */
export function followIndex(
  context: LiveContext,
  representativeId: string,
  after: LogPlace | null,
): AsyncGenerator<IndexLiveEvent, void, void> {
  return followChanges(context, topic.dutyIndex(representativeId), after, (event) => changeOf(event, representativeId));
}
