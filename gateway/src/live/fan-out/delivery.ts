/** How a result is put for a reader, such as a frame of a subscription called "1"; the same object for all who read it. */
export interface Form {
  /** @param json the result in UTF-8 */
  write(json: Buffer): Buffer;
}

/** Where the results of a stream go, as bytes, past the stream. */
export interface Outlet {
  /** False when its reader is stalled and nothing more is kept for it. */
  deliver(delivery: Delivery): boolean;
}

/** A result on its way to the members of a group: written once, the same bytes for all that read the same form. */
export class Delivery {
  /** The result as JSON in UTF-8. */
  private readonly json: Buffer;
  private form: Form | undefined;
  private bytes: Buffer = Buffer.alloc(0);

  constructor(
    json: string,
    /** Position of its event; null for what is told to everybody, such as a failure. */
    readonly position: number | null,
  ) {
    this.json = Buffer.from(json);
  }

  /**
   * The result in a form. Only the last form is kept: most members read the same one, and what waits for slow readers is
   * then one buffer, however many they are.
   */
  as(form: Form): Buffer {
    if (this.form !== form) {
      this.bytes = form.write(this.json);
      this.form = form;
    }
    return this.bytes;
  }
}
