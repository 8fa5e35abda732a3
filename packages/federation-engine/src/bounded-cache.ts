/**
 * Least recently used entries, bounded by number and by an estimate of their bytes. A Map iterates in the order of
 * insertion, so taking an entry out and putting it back makes it the youngest, and the first key is the oldest.
 */
export class BoundedCache<Value> {
  private readonly entries = new Map<string, { readonly value: Value; readonly bytes: number }>();
  private bytes = 0;

  /** `onEvicted` is told of every entry that had to make room for another. */
  constructor(
    private readonly maxEntries: number,
    private readonly maxBytes: number,
    private readonly onEvicted?: (key: string, value: Value) => void,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  get totalBytes(): number {
    return this.bytes;
  }

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** Keeps a value of about `bytes`. One that is larger than the whole cache is not kept; answers whether it was. */
  set(key: string, value: Value, bytes: number): boolean {
    this.delete(key);
    if (bytes > this.maxBytes) return false;
    this.entries.set(key, { value, bytes });
    this.bytes += bytes;
    for (const [oldest, entry] of this.entries) {
      if (this.entries.size <= this.maxEntries && this.bytes <= this.maxBytes) break;
      this.delete(oldest);
      this.onEvicted?.(oldest, entry.value);
    }
    return true;
  }

  delete(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.bytes -= entry.bytes;
  }
}
