import { GraphQLError } from 'graphql';
import { AppError } from '@lianxin/errors';
import { dutyIndexChanged, encodeCursor, type LoggedEvent, topic } from '@lianxin/events';
import { followTopic } from './follow-topic.js';
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
    cursor: encodeCursor(position),
    at: occurredAt,
    cause,
  });
}

/** What changes a deputy's index, from a position on. Who may follow was asked when the stream began. */
export async function* followIndex(
  { request, live: { hub, log } }: LiveContext,
  representativeId: string,
  after: number | null,
): AsyncGenerator<IndexLiveEvent, void, void> {
  const { locale, signal, seat } = request;
  const feed = seat?.feed;
  const followed = topic.dutyIndex(representativeId);
  try {
    for await (const events of followTopic({ hub, log, topic: followed, after, locale, signal, seat })) {
      for (const event of events) {
        const change = changeOf(event, representativeId);
        if (!change) continue;
        if (feed) feed.at = event.position;
        yield change;
        if (feed) feed.at = null;
      }
    }
  } catch (error) {
    if (!(error instanceof GraphQLError) && !(error instanceof AppError)) throw error;
    yield error;
  }
}
