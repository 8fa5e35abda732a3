/**
 * What waits for one reader: bounded, in order, with an end. Everything that was put in is read before the end is told.
 * One reader at a time.
 */
export class EventBuffer<Item> {
  private readonly items: Item[] = [];
  private ending: { readonly error?: unknown } | null = null;
  private wake: (() => void) | undefined;
  private drained: (() => void) | undefined;

  constructor(private readonly bound: number) {}

  get full(): boolean {
    return this.items.length >= this.bound;
  }

  push(item: Item): void {
    if (this.ending) return;
    this.items.push(item);
    this.wake?.();
  }

  /** No more is coming. With `error`, reading throws it once, at the end. */
  end(ending: { readonly error?: unknown } = {}): void {
    this.ending ??= ending;
    this.wake?.();
    this.drained?.();
  }

  /** Forgets what waits. */
  clear(): void {
    this.items.length = 0;
  }

  /** Settles when half of the bound is free again, or at the end. */
  async room(): Promise<void> {
    while (this.items.length > this.bound >> 1 && !this.ending) {
      await new Promise<void>((resolve) => (this.drained = resolve));
    }
  }

  async take(): Promise<IteratorResult<Item, undefined>> {
    while (this.items.length === 0) {
      if (this.ending) return this.tell();
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    const value = this.items.shift() as Item;
    if (this.items.length <= this.bound >> 1) this.drained?.();
    return { done: false, value };
  }

  private tell(): IteratorResult<Item, undefined> {
    const { ending } = this;
    this.ending = {};
    if (ending && 'error' in ending) throw ending.error;
    return { done: true, value: undefined };
  }
}
