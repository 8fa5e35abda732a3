/** How a result is put for a reader, such as a frame of a subscription called "1"; the same object for all who read it. */
export interface Form {
  /** @param json the result in UTF-8 */
  write(json: Buffer): Buffer;
}

/** Where the results of a stream go, as bytes, past the stream. */
export interface Outlet {
  /** False when its reader is stalled and nothing more is kept for it. Never throws. */
  deliver(delivery: Delivery): boolean;
}

/** One result of a group's stream. */
export interface GroupResult {
  /** In UTF-8. */
  readonly json: Buffer;
  /** Position of its event; null for what is told to everybody, such as a failure. */
  readonly position: number | null;
}

/**
 * Results on their way to the members of a group, in the order of their events: written down once, the same bytes for all
 * that read the same form and lack the same results.
 */
export class Delivery {
  /** Position of the newest event; null where there is none. */
  readonly newest: number | null;
  private readonly oldest: number;
  private form: Form | undefined;
  private bytes: Buffer = Buffer.alloc(0);
  private rest: { readonly last: number; readonly delivery: Delivery | null } | undefined;

  constructor(private readonly results: readonly GroupResult[]) {
    const positions = results.flatMap(({ position }) => position ?? []);
    this.oldest = positions.at(0) ?? Infinity;
    this.newest = positions.at(-1) ?? null;
  }

  /** What a reader lacks of it that has everything up to a position; null when it lacks nothing. */
  behind(last: number): Delivery | null {
    if (last < this.oldest) return this;
    if (this.rest?.last !== last) {
      const lacking = this.results.filter(({ position }) => position === null || position > last);
      this.rest = { last, delivery: lacking.length > 0 ? new Delivery(lacking) : null };
    }
    return this.rest.delivery;
  }

  /**
   * The results in a form, one behind the other. Only the last form is kept: most members read the same one, and what
   * waits for slow readers is then one buffer, however many they are.
   */
  as(form: Form): Buffer {
    if (this.form !== form) {
      this.bytes = joined(this.results.map(({ json }) => form.write(json)));
      this.form = form;
    }
    return this.bytes;
  }
}

/** Without a copy of what is alone. */
function joined(parts: readonly Buffer[]): Buffer {
  const [first] = parts;
  return first && parts.length === 1 ? first : Buffer.concat(parts);
}
