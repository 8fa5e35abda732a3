import { BoundedCache } from '../bounded-cache.js';
import type { Denied } from '../access/requirement.js';

/** Variants of one operation that are kept beside the one without conditions for those who may see all of it. */
const keptVariants = 32;

/** Which variant is asked for. */
export interface Wanted {
  readonly denied: Denied;
  readonly settings: string;
  /** Whom it is made for, if it has to be made. */
  readonly caller?: object | undefined;
}

/** Makes a variant, and tells the size of what it made. */
export type CompileVariant<Variant> = (wanted: Wanted, onPlanned: (size: number) => void) => Promise<Variant>;

/**
 * What an operation was compiled to, by what of it is closed to the caller and by which of its conditions hold. A variant
 * that is being made is there as a promise, so that all who ask meanwhile wait for the same one.
 */
export class Variants<Variant> {
  private whole: Variant | Promise<Variant> | undefined;
  private wholeSize = 0;
  private readonly parts = new BoundedCache<Variant | Promise<Variant>>(keptVariants, Number.MAX_SAFE_INTEGER);

  /** `onSize` gets the size of all that is kept. */
  constructor(
    private readonly compile: CompileVariant<Variant>,
    private readonly onSize: (size: number) => void,
  ) {}

  for(wanted: Wanted): Variant | Promise<Variant> {
    const { denied, settings } = wanted;
    const key = settings === '' ? denied.key : `${settings} ${denied.key}`;
    const known = key === '' ? this.whole : this.parts.get(key);
    if (known) return known;
    const making = this.make(key, wanted);
    this.keep(key, making, 0);
    return making;
  }

  private async make(key: string, wanted: Wanted): Promise<Variant> {
    let size = 0;
    try {
      const variant = await this.compile(wanted, (planned) => (size = planned));
      this.keep(key, variant, size);
      this.onSize(this.wholeSize + this.parts.totalBytes);
      return variant;
    } catch (error) {
      // What failed by a fault of ours is tried again by the next who asks.
      if (key === '') this.whole = undefined;
      else this.parts.delete(key);
      throw error;
    }
  }

  private keep(key: string, variant: Variant | Promise<Variant>, size: number): void {
    if (key === '') [this.whole, this.wholeSize] = [variant, size];
    else this.parts.set(key, variant, size);
  }
}
