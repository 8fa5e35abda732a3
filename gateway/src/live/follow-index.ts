import type { GraphQLError } from 'graphql';
import type { AppError } from '@lianxin/errors';
import { dutyIndexChanged, encodeCursor, type PlacedEvent, type LogPlace, topic } from '@lianxin/events';
import { followChanges } from './follow-changes.js';
import type { IndexSight } from '../modules/duty-index/read/sight.js';
import type { LiveContext } from './live.context.js';
import { DutyIndexCause, DutyIndexChange } from './index-change.types.js';

/** A change on its way to a subscriber, or the error with which the stream ends (see `LiveEvent`). */
export type IndexLiveEvent = DutyIndexChange | GraphQLError | AppError;

function changeOf(event: PlacedEvent, representativeId: string): DutyIndexChange | null {
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

/**
 * What changes a deputy's index, from a position on. Whether it is seen is asked for each change: a deputy who has moved to
 * another region is not followed any more.
 */
export function followIndex(
  context: LiveContext,
  representativeId: string,
  sight: IndexSight,
  after: LogPlace | null,
): AsyncGenerator<IndexLiveEvent, void, void> {
  const seen = async (changes: readonly DutyIndexChange[]): Promise<readonly DutyIndexChange[]> =>
    (await context.live.visibleIndexes(sight, [representativeId])).has(representativeId) ? changes : [];
  const change = (event: PlacedEvent): DutyIndexChange | null => changeOf(event, representativeId);
  return followChanges(context, topic.dutyIndex(representativeId), after, change, { seen });
}
