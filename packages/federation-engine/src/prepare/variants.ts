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
  /** Aborted when the caller goes away; a variant for which nobody waits any more need not be made. */
  readonly signal?: AbortSignal | undefined;
}

/** Makes a variant, and tells the size of what it made. What nobody wants any more it may leave with an exception. */
export type CompileVariant<Variant> = (
  wanted: Wanted,
  onPlanned: (size: number) => void,
  isWanted: () => boolean,
) => Promise<Variant>;

/** A variant that is being made, and who waits for it. */
class Making<Variant> {
  made!: Promise<Variant>;
  private readonly signals: (AbortSignal | undefined)[];
  private isGivenUp = false;

  constructor({ signal }: Wanted) {
    this.signals = [signal];
  }

  /** Waits for it; undefined when it was given up already. */
  join({ signal }: Wanted): Promise<Variant> | undefined {
    this.signals.push(signal);
    return this.isGivenUp ? undefined : this.made;
  }

  /** Does anybody still wait for it? Once nobody does, it is given up. */
  isWanted(): boolean {
    return !(this.isGivenUp ||= this.signals.every((signal) => signal?.aborted));
  }
}

/**
 * What an operation was compiled to, by what of it is closed to the caller and by which of its conditions hold. All who ask
 * for one while it is being made wait for the same.
 */
export class Variants<Variant> {
  private whole: Variant | Making<Variant> | undefined;
  private wholeSize = 0;
  private readonly parts = new BoundedCache<Variant | Making<Variant>>(keptVariants, Number.MAX_SAFE_INTEGER);

  /** `onSize` gets the size of all that is kept. */
  constructor(
    private readonly compile: CompileVariant<Variant>,
    private readonly onSize: (size: number) => void,
  ) {}

  for(wanted: Wanted): Variant | Promise<Variant> {
    const { denied, settings } = wanted;
    const key = settings === '' ? denied.key : `${settings} ${denied.key}`;
    const known = this.known(key);
    const found = known instanceof Making ? known.join(wanted) : known;
    if (found) return found;
    const making = new Making<Variant>(wanted);
    this.keep(key, making, 0);
    return (making.made = this.make(key, wanted, making));
  }

  private async make(key: string, wanted: Wanted, making: Making<Variant>): Promise<Variant> {
    let size = 0;
    try {
      const report = (planned: number): void => void (size = planned);
      const variant = await this.compile(wanted, report, () => making.isWanted());
      this.keep(key, variant, size);
      this.onSize(this.wholeSize + this.parts.totalBytes);
      return variant;
    } catch (error) {
      // What failed by a fault of ours, or was given up, is tried again by the next who asks.
      if (this.known(key) === making) this.forget(key);
      throw error;
    }
  }

  private known(key: string): Variant | Making<Variant> | undefined {
    return key === '' ? this.whole : this.parts.get(key);
  }

  private keep(key: string, variant: Variant | Making<Variant>, size: number): void {
    if (key === '') [this.whole, this.wholeSize] = [variant, size];
    else this.parts.set(key, variant, size);
  }

  private forget(key: string): void {
    if (key === '') this.whole = undefined;
    else this.parts.delete(key);
  }
}
