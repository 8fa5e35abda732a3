import type { GraphQLError } from 'graphql';
import type { AppError } from '@lianxin/errors';
import { encodeCursor, type PlacedEvent, type LogPlace, notificationReceived, topic } from '@lianxin/events';
import { followChanges } from './follow-changes.js';
import type { LiveContext } from './live.context.js';
import { NotificationArrival } from './notification-arrival.types.js';

/** A notification on its way to a subscriber, or the error with which the stream ends. */
export type NotificationLiveEvent = NotificationArrival | GraphQLError | AppError;

function arrivalOf(event: PlacedEvent): NotificationArrival | null {
  if (!notificationReceived.matches(event)) return null;
  const { position, eventId, occurredAt, payload } = notificationReceived.read(event);
  return Object.assign(new NotificationArrival(), {
    causeEventId: payload.causeEventId,
    cursor: encodeCursor(position, eventId),
    at: occurredAt,
  });
}

/** What comes for an account, from a place on. Shared by the account's own connections at most. */
export function followNotifications(
  context: LiveContext,
  accountId: string,
  after: LogPlace | null,
): AsyncGenerator<NotificationLiveEvent, void, void> {
  return followChanges(context, topic.notifications(accountId), after, arrivalOf, { audience: 'ACCOUNT' });
}
