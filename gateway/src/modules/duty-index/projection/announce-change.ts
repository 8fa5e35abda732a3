import type { Clock } from '@lianxin/calendar';
import { appendToOutbox, dutyIndexChanged, topic } from '@lianxin/events';
import type { ChangeListener } from './duty-index.consumer.js';

/** Older events are history that is being counted for the first time: nobody waits for news of them. */
const newsMs = 15 * 60_000;

/**
 * Tells subscribers, through the log like everything else, which deputies an event has changed something for: one event,
 * however many they are, with a topic for each.
 */
export function announceChanges(clock: Clock): ChangeListener {
  return async (tx, changes) => {
    const now = clock.now();
    const news = changes.filter(({ event }) => now.getTime() - event.recordedAt.getTime() <= newsMs);
    const told = news.map(({ event, representativeIds }) =>
      dutyIndexChanged.create({
        aggregateType: 'duty_index',
        aggregateId: event.eventId,
        aggregateVersion: 1,
        payload: { representativeIds: [...representativeIds], causeEventId: event.eventId, causeEventType: event.type },
        topics: [topic.dutyIndexes, ...representativeIds.map(topic.dutyIndex)],
        causationId: event.eventId,
        requestId: event.requestId,
        occurredAt: now,
      }),
    );
    await appendToOutbox(tx, 'duty_index', told);
  };
}
