/** A result on its way to the members of a group: written once, the same bytes for all that read the same form. */
export class Delivery {
  /** The result as JSON in UTF-8. */
  private readonly json: Buffer;
  private form: string | undefined;
  private bytes: Buffer = Buffer.alloc(0);

  constructor(
    json: string,
    /** Position of its event; null for what is told to everybody, such as a failure. */
    readonly position: number | null,
  ) {
    this.json = Buffer.from(json);
  }

  /**
   * The result in a form, such as a frame of a subscription called "1". Only the last form is kept: most members read the
   * same one, and what waits for slow readers is then one buffer, however many they are.
   */
  as(form: string, write: (json: Buffer) => Buffer): Buffer {
    if (this.form !== form) {
      this.bytes = write(this.json);
      this.form = form;
    }
    return this.bytes;
  }
}
