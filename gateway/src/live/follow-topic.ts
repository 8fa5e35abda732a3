import { type Locale, messageOf } from '@lianxin/errors';
import { GraphQLError } from 'graphql';
import { encodeCursor, type LoggedEvent } from '@lianxin/events';
import type { EventLog } from './event-log.js';
import type { LiveHub } from './live-hub.js';

/** Events read from the log at a time. */
const pageSize = 50;

/** What to follow. */
export interface Following {
  readonly hub: LiveHub;
  readonly log: EventLog;
  readonly topic: string;
  /** Position behind which to begin; null begins with what happens from now on. */
  readonly after: number | null;
  readonly locale: Locale;
  readonly signal?: AbortSignal;
}

/**
 * The events of a topic in order, each once, in groups as they are found: first from the log, then live.
 *
 * Why nothing is missed or repeated: the queue is attached before the log is read. The tail learns of an event by
 * reading it from the log, so whatever it told before we attached is in the log by the time we read, and whatever it
 * tells later is in the queue. What is in both is dropped by its position. A queue that overflows during the replay
 * costs another round of reading; one that overflows later means that this subscriber is too slow, and it is told the
 * cursor to resume from. A reader whose next events are archived is told to begin anew: it gets no gap, and no cursor.
 */
export async function* followTopic(following: Following): AsyncGenerator<readonly LoggedEvent[], void, void> {
  const { hub, log, topic, after, locale, signal } = following;
  const queue = hub.attach(topic);
  let last = after ?? -1;
  try {
    if (after !== null) {
      // A position that this log has not reached is from another log, e.g. before a restore.
      if (after > (await log.head())) throw resync(locale, after);
      let behind = true;
      while (behind && !signal?.aborted) {
        if (queue.overflowed) queue.restart();
        const page = await log.read(topic, last, pageSize);
        // Asked after the read: nothing of this page was archived before it if nothing is now.
        if (last + 1 < (await log.first())) throw resync(locale, null);
        if (page.length > 0) {
          last = page.at(-1)?.position ?? last;
          yield page;
        }
        behind = page.length === pageSize || queue.overflowed;
      }
    }
    while (!signal?.aborted) {
      const waiting = await queue.take(signal);
      const fresh = waiting.filter(({ position }) => position > last);
      if (fresh.length > 0) {
        last = fresh.at(-1)?.position ?? last;
        yield fresh;
      }
      if (queue.overflowed) throw resync(locale, last);
    }
  } finally {
    hub.detach(topic, queue);
  }
}

/** The error that ends a stream which cannot go on, with the cursor that a new one can start from if there is one. */
function resync(locale: Locale, position: number | null): GraphQLError {
  const cursor = position === null || position < 0 ? null : encodeCursor(position);
  return new GraphQLError(messageOf('RESYNC', locale), { extensions: { code: 'RESYNC', cursor } });
}
