/** Something that closes once: a connection, or an answer. */
interface Closing {
  on(event: 'close', listener: () => void): unknown;
}

/** Counts what each of many holds at a time, and lets none hold more than its share. Whoever has no name is not counted. */
export class Quota {
  private readonly held = new Map<string, number>();

  constructor(private readonly share: number) {}

  /** One more for this holder, which it gives back once; false when it has its share. */
  take(holder: string | undefined): boolean {
    if (holder === undefined) return true;
    const count = this.held.get(holder) ?? 0;
    if (count >= this.share) return false;
    this.held.set(holder, count + 1);
    return true;
  }

  give(holder: string | undefined): void {
    if (holder === undefined) return;
    const left = (this.held.get(holder) ?? 1) - 1;
    if (left <= 0) this.held.delete(holder);
    else this.held.set(holder, left);
  }

  /** Takes one that comes back by itself when the other end is closed. */
  takeUntilClosed(holder: string | undefined, what: Closing): boolean {
    if (!this.take(holder)) return false;
    if (holder !== undefined) what.on('close', () => this.give(holder));
    return true;
  }
}
