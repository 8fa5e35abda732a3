/**
 * Lets one piece of work at a time go ahead, and everybody else between two: together they would hold all others up. Take
 * a turn before work that cannot be interrupted and takes milliseconds.
 */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> {
    this.last = this.last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.last;
  }
}

/** The turns of the process: it has one thread, whatever the work is for. */
export const turns = new Turns();
