/** How far below its share a newcomer begins, in milliseconds of work: enough for one small operation. */
const headStartMs = 5;

/** Work without a caller is the process's own. */
const nobody = {};

/** A piece of work whose turn it is. */
export interface Taken<Piece> {
  readonly piece: Piece;
  readonly caller: object;
}

/**
 * What waits for something that does one piece of work at a time. Of the callers who wait, the one goes first whose pieces
 * have taken least time so far, so that little work does not wait behind much: a newcomer waits for the piece under way,
 * and not for one of others before each of its own.
 *
 * Fair queueing: `share` is what a caller would have used had the time been divided equally among those who waited. Who
 * comes, or comes back, begins a little below: having been idle is no right to keep the others waiting.
 */
export class FairQueue<Piece> {
  /** Who waits, in the order of coming. */
  private readonly waiting = new Map<object, Piece[]>();
  /** Milliseconds that callers have used. */
  private readonly used = new WeakMap<object, number>();
  private share = 0;

  get isEmpty(): boolean {
    return this.waiting.size === 0;
  }

  add(piece: Piece, caller: object = nobody): void {
    const own = this.waiting.get(caller);
    if (own) own.push(piece);
    else {
      this.used.set(caller, Math.max(this.used.get(caller) ?? 0, this.share - headStartMs));
      this.waiting.set(caller, [piece]);
    }
  }

  /** The next piece; undefined when nobody waits. */
  take(): Taken<Piece> | undefined {
    let least = Infinity;
    let caller: object | undefined;
    for (const one of this.waiting.keys()) {
      const used = this.used.get(one) ?? 0;
      if (used < least) [least, caller] = [used, one];
    }
    if (!caller) return undefined;
    const own = this.waiting.get(caller)!;
    const piece = own.shift()!;
    // To the end of the row, if there is more: among equals it is the others' turn.
    this.waiting.delete(caller);
    if (own.length > 0) this.waiting.set(caller, own);
    return { piece, caller };
  }

  /** Says how long a piece took that was taken. */
  charge(caller: object, tookMs: number): void {
    this.used.set(caller, (this.used.get(caller) ?? 0) + tookMs);
    const others = this.waiting.size - (this.waiting.has(caller) ? 1 : 0);
    this.share += tookMs / (others + 1);
  }
}
