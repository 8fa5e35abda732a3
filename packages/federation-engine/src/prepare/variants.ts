import { BoundedCache } from '../bounded-cache.js';
import type { Denied } from '../access/requirement.js';

/** Variants of one operation that are kept beside the one without conditions for those who may see all of it. */
const keptVariants = 32;

/** What an operation was compiled to, by what of it is closed to the caller and by which of its conditions hold. */
export class Variants<Variant> {
  private whole: Variant | undefined;
  private wholeSize = 0;
  private readonly parts = new BoundedCache<Variant>(keptVariants, Number.MAX_SAFE_INTEGER);

  /** `compile` also tells the size of what it made; `onSize` gets the size of all that is kept. */
  constructor(
    private readonly compile: (denied: Denied, settings: string, onPlanned: (size: number) => void) => Variant,
    private readonly onSize: (size: number) => void,
  ) {}

  for(denied: Denied, settings: string): Variant {
    const key = settings === '' ? denied.key : `${settings} ${denied.key}`;
    const known = key === '' ? this.whole : this.parts.get(key);
    if (known) return known;
    let size = 0;
    const variant = this.compile(denied, settings, (planned) => (size = planned));
    if (key === '') [this.whole, this.wholeSize] = [variant, size];
    else this.parts.set(key, variant, size);
    this.onSize(this.wholeSize + this.parts.totalBytes);
    return variant;
  }
}
