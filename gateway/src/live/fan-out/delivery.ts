/** A result on its way to the members of a group: written once, the same bytes for all. */
export class Delivery {
  /** The result as JSON in UTF-8. */
  readonly json: Buffer;

  constructor(
    json: string,
    /** Position of its event; null for what is told to everybody, such as a failure. */
    readonly position: number | null,
  ) {
    this.json = Buffer.from(json);
  }
}
