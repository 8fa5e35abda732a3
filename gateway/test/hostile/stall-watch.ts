/**
 * The longest time that nobody had a turn, in the time the thread itself was at work: when the machine lets another
 * process go ahead the event loop is late too, and nobody in here is to blame.
 */
export class StallWatch implements Disposable {
  private longest = 0;
  private lastTurn = 0;
  private lastUsed = 0;
  private readonly timer: NodeJS.Timeout;

  constructor() {
    this.begin();
    this.timer = setInterval(() => this.turn(), 1);
  }

  /** The longest stall in milliseconds since the last time. */
  take(): number {
    this.turn();
    const { longest } = this;
    this.longest = 0;
    return longest;
  }

  [Symbol.dispose](): void {
    clearInterval(this.timer);
  }

  private turn(): void {
    const { lastTurn, lastUsed } = this;
    this.begin();
    this.longest = Math.max(this.longest, Math.min(this.lastTurn - lastTurn, this.lastUsed - lastUsed));
  }

  private begin(): void {
    this.lastTurn = performance.now();
    const { user, system } = process.threadCpuUsage();
    this.lastUsed = (user + system) / 1e3;
  }
}
