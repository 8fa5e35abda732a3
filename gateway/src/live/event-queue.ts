import type { LoggedEvent } from '@lianxin/events';

/**
 * The events that wait for one subscriber. Bounded: a queue that would grow past its bound is emptied and marked
 * `overflowed`, because what it held is in the log anyway. Written by the hub, read by one generator.
 */
export class EventQueue {
  private events: LoggedEvent[] = [];
  private wake: (() => void) | undefined;
  private overflow = false;

  constructor(private readonly bound: number) {}

  push(event: LoggedEvent): void {
    if (this.overflow) return;
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
  async take(signal: AbortSignal | undefined): Promise<readonly LoggedEvent[]> {
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
