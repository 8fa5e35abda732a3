import type { Sql } from '@lianxin/database';
import { appendToOutbox, type LoggedEvent, mostNotifiedAtOnce, notificationReceived, topic } from '@lianxin/events';

/**
 * Rings at those who were told of an event: through the log like everything else, in the transaction of their rows. One
 * event tells a hundred of them, each by a topic of its own, so hundreds of clerks are a few rows of the log.
 */
export async function announceNotifications(
  tx: Sql,
  { eventId, type, requestId }: LoggedEvent,
  accountIds: readonly string[],
  now: Date,
): Promise<void> {
  const parts = Array.from({ length: Math.ceil(accountIds.length / mostNotifiedAtOnce) }, (_, part) =>
    notificationReceived.create({
      aggregateType: 'notification',
      aggregateId: eventId,
      aggregateVersion: part + 1,
      payload: { causeEventId: eventId, causeEventType: type },
      topics: accountIds
        .slice(part * mostNotifiedAtOnce, (part + 1) * mostNotifiedAtOnce)
        .map((accountId) => topic.notifications(accountId)),
      causationId: eventId,
      requestId,
      occurredAt: now,
    }),
  );
  await appendToOutbox(tx, 'notifications', parts);
}
