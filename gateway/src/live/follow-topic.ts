import { type Locale, messageOf } from '@lianxin/errors';
import { GraphQLError } from 'graphql';
import { encodeCursor, type LogPlace } from '@lianxin/events';
import type { EventLog } from './event-log.js';
import type { QueuedEvent } from './event-queue.js';
import type { LiveHub } from './live-hub.js';
import type { Audience, Seat } from './seat.js';

/** Events read from the log at a time. */
const pageSize = 50;

/** What to follow. */
export interface Following {
  readonly hub: LiveHub;
  readonly log: EventLog;
  readonly topic: string;
  /** Behind which place to begin; null begins with what happens from now on. */
  readonly after: LogPlace | null;
  readonly locale: Locale;
  readonly signal?: AbortSignal;
  readonly seat?: Seat;
  /** All who may see the same, unless the topic is one account's. */
  readonly audience?: Audience;
  /** Whether the reader minds `told`: a group then gets events also while they are being committed. */
  readonly isEager?: boolean;
}

/**
 * The events of a topic in order, each once, in groups as they are found: first from the log, then live.
 *
 * Why nothing is missed or repeated: the queue is attached before the log is read. The tail learns of an event by
 * reading it from the log, so whatever it told before we attached is in the log by the time we read, and whatever it
 * tells later is in the queue. What is in both is dropped by its position. A queue that overflows during the replay
 * costs another round of reading; one that overflows later means that this subscriber is too slow, and it is told the
 * cursor to resume from. A reader whose next events are archived is told to begin anew: it gets no gap, and no cursor.
 *
 * With a seat it ends when it has caught up and could hand over. The stream of a group (its seat has a feed) never is too
 * slow: behind it are many, so it reads on from the log. When its next events are archived it ends, and says so on its feed.
 */
export async function* followTopic(following: Following): AsyncGenerator<readonly QueuedEvent[], void, void> {
  const { hub, log, topic, after, locale, signal, seat, audience = 'CLASS', isEager = false } = following;
  const feed = seat?.feed;
  const queue = feed?.queue ?? hub.attach(topic);
  queue.isEager = isEager && feed !== undefined;
  let last = feed?.after ?? after?.position ?? hub.position;
  let lastId = after?.mark ?? undefined;
  let behind = !feed && after !== null;
  let handedOver = false;
  try {
    // A position that this log has not reached is from another log, e.g. before a restore; so is a place where it has
    // another event by now.
    if (behind && last > (await log.head())) throw resync(locale, null);
    if (behind && after?.mark && ((await log.markAt(last)) ?? after.mark) !== after.mark) throw resync(locale, null);
    while (!signal?.aborted) {
      if (behind) {
        if (queue.overflowed) queue.restart();
        const page = await log.read(topic, last, pageSize);
        // Asked after the read: nothing of this page was archived before it if nothing is now.
        if (last + 1 < (await log.first())) {
          if (!feed) throw resync(locale, null);
          feed.isLost = true;
          return;
        }
        ({ position: last, eventId: lastId } = page.at(-1) ?? { position: last, eventId: lastId });
        if (page.length > 0) yield page;
        behind = page.length === pageSize || queue.overflowed;
        continue;
      }
      const seated = seat?.join?.({ topic, audience, queue, after: last });
      if (seated) {
        handedOver = seated === 'opened';
        return;
      }
      const waiting = await queue.take(signal);
      const fresh = waiting.filter(({ position }) => position > last).map((event) => awaited(event, signal));
      if (fresh.length > 0) yield fresh;
      for (const { position, eventId, told } of fresh) {
        if (told && !(await told)) break;
        [last, lastId] = [position, eventId];
      }
      if (!queue.overflowed) continue;
      if (!feed) throw resync(locale, last, lastId);
      behind = true;
    }
  } finally {
    // The queue of a group outlives this generator: the group detaches it.
    if (!feed && !handedOver) hub.detach(topic, queue);
  }
}

/** The event; one that is only expected is awaited no longer than its reader is there. */
function awaited(event: QueuedEvent, signal: AbortSignal | undefined): QueuedEvent {
  const { told } = event;
  if (!told || !signal) return event;
  const { promise: isTold, resolve } = Promise.withResolvers<boolean>();
  const end = (): void => resolve(false);
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  void told.then(resolve).finally(() => signal.removeEventListener('abort', end));
  return { ...event, told: isTold };
}

/** The error that ends a stream which cannot go on, with the cursor that a new one can start from if there is one. */
export function resync(locale: Locale, position: number | null, eventId?: string): GraphQLError {
  const cursor = position === null ? null : encodeCursor(position, eventId);
  return new GraphQLError(messageOf('RESYNC', locale), { extensions: { code: 'RESYNC', cursor } });
}
