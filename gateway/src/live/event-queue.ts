import type { PlacedEvent } from '@lianxin/events';

/** An event that waits; one that is only expected says whether the tail told it in the end. */
export interface QueuedEvent extends PlacedEvent {
  readonly told?: Promise<boolean> | undefined;
}

/**
 * The events that wait for one subscriber. Bounded: a queue that would grow past its bound is emptied and marked
 * `overflowed`, because what it held is in the log anyway. Written by the hub, read by one generator.
 */
export class EventQueue {
  /** Whether its reader begins with events that are only expected. */
  isEager = false;
  private events: QueuedEvent[] = [];
  private wake: (() => void) | undefined;
  private overflow = false;

  constructor(private readonly bound: number) {}

  push(event: QueuedEvent): void {
    if (this.overflow) return;
    // What is expected comes again when it is told, and nothing is expected before what is told.
    if (!event.told) while (this.events.at(-1)?.told) this.events.pop();
    if (this.events.length >= this.bound) {
      this.overflow = true;
      this.events = [];
    } else {
      this.events.push(event);
    }
    this.wake?.();
  }

  /** Events that wait. */
  get size(): number {
    return this.events.length;
  }

  get overflowed(): boolean {
    return this.overflow;
  }

  /** Forgets what waits and starts anew; for a reader that takes the missing events from the log. */
  restart(): void {
    this.events = [];
    this.overflow = false;
  }

  /** Everything that waits, at once; waits for the first. Empty when it overflowed or the signal ended the waiting. */
  async take(signal: AbortSignal | undefined): Promise<readonly QueuedEvent[]> {
    if (this.events.length === 0 && !this.overflow && !signal?.aborted) {
      await new Promise<void>((resolve) => {
        this.wake = () => resolve();
        signal?.addEventListener('abort', this.wake);
      });
      if (this.wake) signal?.removeEventListener('abort', this.wake);
      this.wake = undefined;
    }
    const taken = this.events;
    this.events = [];
    return taken;
  }
}
