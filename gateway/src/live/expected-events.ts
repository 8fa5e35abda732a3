import type { LoggedEvent, PlacedEvent } from '@lianxin/events';
import type { QueuedEvent } from './event-queue.js';

interface Expectation extends Pick<PlacedEvent, 'eventId' | 'position'> {
  /** When it began, by `performance.now()`. */
  readonly since: number;
  readonly settle: (isTold: boolean) => void;
}

/** What was read for an event longer ago than this is read anew when it is told. */
const freshMs = 1_000;

/**
 * What the log is expected to have next, place by place, until the tail tells it, or something else in its place, or a
 * doubt comes. When one of them is given up so are all behind it: whoever has begun with several never finds that one
 * failed and a later one did not. One that is told late counts as failed, too: who might see it may have changed since.
 */
export class ExpectedEvents {
  private next: Expectation[] = [];

  /**
   * Takes what is expected from the next place on. Nothing while something is expected already: who has come meanwhile
   * would get the later ones without the earlier.
   * @returns what it took, with the promise whether it is told
   */
  begin(events: readonly PlacedEvent[]): readonly QueuedEvent[] {
    if (this.next.length > 0) return [];
    const since = performance.now();
    return events.map((event) => {
      const { promise: told, resolve: settle } = Promise.withResolvers<boolean>();
      const { eventId, position } = event;
      this.next.push({ eventId, position, since, settle });
      return { ...event, told };
    });
  }

  /** This is what the log has at its position. */
  told({ position, eventId }: LoggedEvent): void {
    const [expected] = this.next;
    if (!expected) return;
    const isFresh = performance.now() - expected.since <= freshMs;
    if (expected.position !== position || expected.eventId !== eventId || !isFresh) return this.giveUp();
    this.next.shift();
    expected.settle(true);
  }

  /** None of them may ever be told. */
  giveUp(): void {
    for (const { settle } of this.next.splice(0)) settle(false);
  }
}
