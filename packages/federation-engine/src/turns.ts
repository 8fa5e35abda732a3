/**
 * Lets one piece of work at a time go ahead, and everybody else between two: together they would hold all others up. Take
 * a turn before work that cannot be interrupted and takes milliseconds. Callers take turns, too: whoever has much to do
 * waits for itself, and a newcomer for one piece of each of the others.
 */
export class Turns {
  /** Who waits, the next to go first. */
  private readonly waiting = new Map<unknown, (() => void)[]>();

  /** `schedule` calls back when the next may go ahead. */
  constructor(private readonly schedule: (step: () => void) => void = setImmediate) {}

  /** Resolves when it is this caller's turn. */
  next(caller: unknown): Promise<void> {
    return new Promise((resolve) => {
      if (this.waiting.size === 0) this.schedule(this.step);
      const own = this.waiting.get(caller);
      if (own) own.push(resolve);
      else this.waiting.set(caller, [resolve]);
    });
  }

  private readonly step = (): void => {
    for (const [caller, own] of this.waiting) {
      own.shift()?.();
      // To the end of the row, if there is more.
      this.waiting.delete(caller);
      if (own.length > 0) this.waiting.set(caller, own);
      break;
    }
    if (this.waiting.size > 0) this.schedule(this.step);
  };
}

/** The turns of the process: it has one thread, whatever the work is for. */
export const turns = new Turns();
