/** How far below its share a newcomer begins, in milliseconds of work: enough for one small operation. */
const headStartMs = 5;

/** Work without a caller is the process's own. */
const nobody = {};

/**
 * Lets one piece of work at a time go ahead, and everybody else between two: together they would hold all others up. Take
 * a turn before work that cannot be interrupted and takes milliseconds. Of the callers who wait, the one goes first whose
 * pieces have taken least time so far, so that little work does not wait behind much: a newcomer waits for the piece under
 * way, and not for one of others before each of its own.
 *
 * Fair queueing: `share` is what a caller would have used had the time been divided equally among those who waited. Who
 * comes, or comes back, begins a little below: having been idle is no right to keep the others waiting.
 */
export class Turns {
  /** Who waits, in the order of coming. */
  private readonly waiting = new Map<object, (() => void)[]>();
  /** Milliseconds that callers have used. */
  private readonly used = new WeakMap<object, number>();
  private share = 0;

  /**
   * @param schedule calls back when the next may go ahead
   * @param now milliseconds, for what a piece takes
   */
  constructor(
    private readonly schedule: (step: () => void) => void = setImmediate,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Resolves when it is this caller's turn; the piece of work is what follows `await` at once. */
  next(caller: object = nobody): Promise<void> {
    return new Promise((resolve) => {
      if (this.waiting.size === 0) this.schedule(this.step);
      const own = this.waiting.get(caller);
      if (own) own.push(resolve);
      else {
        this.used.set(caller, Math.max(this.used.get(caller) ?? 0, this.share - headStartMs));
        this.waiting.set(caller, [resolve]);
      }
    });
  }

  private readonly step = (): void => {
    const [caller, own] = this.first();
    const begun = this.now();
    own.shift()?.();
    // What awaits a turn goes on in the next microtask, and what follows from that in those behind it. A tick that a
    // microtask asks for comes when there are none left: all of it was this caller's.
    queueMicrotask(() => process.nextTick(() => this.charge(caller, this.now() - begun)));
    // To the end of the row, if there is more: among equals it is the others' turn.
    this.waiting.delete(caller);
    if (own.length > 0) this.waiting.set(caller, own);
    if (this.waiting.size > 0) this.schedule(this.step);
  };

  private first(): [object, (() => void)[]] {
    let least = Infinity;
    let found: [object, (() => void)[]] = [nobody, []];
    for (const entry of this.waiting) {
      const used = this.used.get(entry[0]) ?? 0;
      if (used < least) [least, found] = [used, entry];
    }
    return found;
  }

  private charge(caller: object, tookMs: number): void {
    this.used.set(caller, (this.used.get(caller) ?? 0) + tookMs);
    const others = this.waiting.size - (this.waiting.has(caller) ? 1 : 0);
    this.share += tookMs / (others + 1);
  }
}

/** The turns of the process: it has one thread, whatever the work is for. */
export const turns = new Turns();
