import { FairQueue } from './fair-queue.js';

/**
 * Lets one piece of work at a time go ahead, and everybody else between two: together they would hold all others up. Take
 * a turn before work that cannot be interrupted and takes milliseconds. Callers take turns as {@link FairQueue} has it.
 */
export class Turns {
  private readonly queue = new FairQueue<() => void>();

  /**
   * @param schedule calls back when the next may go ahead
   * @param now milliseconds, for what a piece takes
   */
  constructor(
    private readonly schedule: (step: () => void) => void = setImmediate,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Resolves when it is this caller's turn; the piece of work is what follows `await` at once. */
  next(caller?: object): Promise<void> {
    return new Promise((resolve) => {
      if (this.queue.isEmpty) this.schedule(this.step);
      this.queue.add(resolve, caller);
    });
  }

  private readonly step = (): void => {
    const taken = this.queue.take();
    if (!taken) return;
    const begun = this.now();
    taken.piece();
    // What awaits a turn goes on in the next microtask, and what follows from that in those behind it. A tick that a
    // microtask asks for comes when there are none left: all of it was this caller's.
    queueMicrotask(() => process.nextTick(() => this.queue.charge(taken.caller, this.now() - begun)));
    if (!this.queue.isEmpty) this.schedule(this.step);
  };
}

/** The turns of the process: it has one thread, whatever the work is for. */
export const turns = new Turns();
