import type { Progress } from './batch-consumer.js';

interface Waiter {
  /** Known once a batch that began after the call has seen where the log ended. */
  target?: number;
  done(): void;
  fail(error: Error): void;
}

/** Those who wait until a consumer has handled what was in the log when they asked. */
export class CatchUpWaiters {
  private readonly waiters = new Set<Waiter>();
  private ended: Error | undefined;

  add(): Promise<void> {
    if (this.ended !== undefined) return Promise.reject(this.ended);
    return new Promise((done, fail) => {
      this.waiters.add({ done, fail });
    });
  }

  /** Call it before a batch, and what it returns with the batch's progress: those who ask in between wait for the next. */
  ask(): (progress: Progress) => void {
    const asked = [...this.waiters];
    return ({ reached, end }) => {
      for (const waiter of asked) {
        waiter.target ??= end;
        if (reached < waiter.target) continue;
        this.waiters.delete(waiter);
        waiter.done();
      }
    };
  }

  /** Fails those who wait and those who come later. */
  fail(error: Error): void {
    this.ended = error;
    for (const waiter of this.waiters) waiter.fail(error);
    this.waiters.clear();
  }
}
