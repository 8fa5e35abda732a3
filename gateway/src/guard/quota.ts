/** Gives back what was taken; more than once does no harm. */
export type Release = () => void;

/** Counts what each of many holds at a time, and lets none hold more than its share. */
export class Quota {
  private readonly held = new Map<string, number>();

  constructor(private readonly share: number) {}

  /** One more for this holder; null when it has its share. Whoever has no name is not counted. */
  take(holder: string | undefined): Release | null {
    if (holder === undefined) return () => undefined;
    const count = this.held.get(holder) ?? 0;
    if (count >= this.share) return null;
    this.held.set(holder, count + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (this.held.get(holder) ?? 1) - 1;
      if (left === 0) this.held.delete(holder);
      else this.held.set(holder, left);
    };
  }
}
