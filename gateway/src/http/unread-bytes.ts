/** Asked so often that an answer has this part of the bound to come back in. */
const parts = 2;

/**
 * How much of what was written to a socket its reader may not have read. A write says only that the kernel has taken the
 * bytes, and it takes megabytes for somebody who reads nothing. So pings go along that carry how much was written before
 * them: their pongs, which a WebSocket sends by itself with the same content (RFC 6455 §5.5.3), say what was read.
 *
 * A pong that answers no such ping says nothing here.
 */
export class UnreadBytes {
  private written = 0;
  private asked: number;
  private read = 0;

  /**
   * @param atMost bytes that may be unread
   * @param phase from 0 to 1: how much sooner the first question comes. Thousands get the same bytes, and if they were
   *   asked in the same round, that round would be the slow one
   */
  constructor(
    private readonly atMost: number,
    phase = Math.random(),
  ) {
    this.asked = (-phase * atMost) / parts;
  }

  /** More than may be: nothing more is written until an answer comes. */
  get tooMany(): boolean {
    return this.written - this.read > this.atMost;
  }

  /** Counts what was written. Returns what a ping behind it has to carry, or undefined when none is needed yet. */
  wrote(bytes: number): string | undefined {
    this.written += bytes;
    if (this.written - this.asked < this.atMost / parts) return undefined;
    this.asked = this.written;
    return `${this.asked}`;
  }

  /** @param content of a pong */
  answered(content: string): void {
    const read = Number(content);
    if (read > this.read && read <= this.asked) this.read = read;
  }
}
