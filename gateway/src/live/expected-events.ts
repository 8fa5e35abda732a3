import type { LoggedEvent } from '@lianxin/events';
import type { QueuedEvent } from './event-queue.js';

interface Expectation {
  readonly eventId: string;
  readonly settle: (isTold: boolean) => void;
}

/** Events that a relay is about to commit, until the tail tells them, or something else in their place, or a doubt comes. */
export class ExpectedEvents {
  private readonly byPosition = new Map<number, Expectation>();

  get isEmpty(): boolean {
    return this.byPosition.size === 0;
  }

  /** The event with the promise whether it is told. */
  add(event: LoggedEvent): QueuedEvent {
    const { promise: told, resolve: settle } = Promise.withResolvers<boolean>();
    this.byPosition.set(event.position, { eventId: event.eventId, settle });
    return { ...event, told };
  }

  /** This is what the log has at its position. */
  told({ position, eventId }: LoggedEvent): void {
    const expectation = this.byPosition.get(position);
    if (!expectation) return;
    this.byPosition.delete(position);
    expectation.settle(expectation.eventId === eventId);
  }

  /** None of them may ever be told. */
  giveUp(): void {
    for (const { settle } of this.byPosition.values()) settle(false);
    this.byPosition.clear();
  }
}
