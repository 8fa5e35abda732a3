import { setTimeout as sleep } from 'node:timers/promises';
import { Doorbell } from './doorbell.js';

/** A loop that works while there is work, then waits for a ring or the poll interval. */
export interface WorkLoopOptions {
  /** Does some of the work; true: there may be more. `wasRung` is false when the poll interval has passed without a ring. */
  readonly step: (wasRung: boolean) => Promise<boolean>;
  readonly pollMs: () => number;
  /** Shortest time from one `ringSoon` that is heard to the next, in ms; none unless told. */
  readonly gatherMs?: number;
  /** Told of every failed step; the loop goes on, more and more slowly up to 5 s until a step succeeds. */
  readonly onError: (error: unknown) => void;
}

const firstPauseMs = 50;
const longestPauseMs = 5_000;
/** How long work that can wait gives way. */
const wayMs = 5;

/** Steps never overlap. `stop()` lets the step under way end. */
export class WorkLoop {
  private readonly bell = new Doorbell();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private givingWay: NodeJS.Timeout | undefined;
  private waits = false;
  /** When work may be rung for again that gathers. */
  private gatheredAt = 0;

  constructor(private readonly options: WorkLoopOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Makes the loop look now. */
  ring(): void {
    this.bell.ring();
  }

  /**
   * Makes it look in a moment: for work that nobody watches, so that it does not compete for processors with what the same
   * event sets off for those who do, and takes what comes meanwhile along. After a quiet time that is at once; while rings
   * go on, once in `gatherMs`.
   */
  ringSoon(): void {
    this.givingWay ??= setTimeout(
      () => {
        this.givingWay = undefined;
        this.gatheredAt = performance.now() + (this.options.gatherMs ?? 0);
        this.ring();
      },
      Math.max(wayMs, this.gatheredAt - performance.now()),
    ).unref();
  }

  /** Whether it has nothing to do but wait. */
  get isWaiting(): boolean {
    return this.waits;
  }

  get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.bell.ring();
    await this.running;
  }

  private async wait(): Promise<boolean> {
    this.waits = true;
    const wasRung = await this.bell.wait(this.options.pollMs());
    this.waits = false;
    return wasRung;
  }

  private async run(): Promise<void> {
    let pauseMs = firstPauseMs;
    let wasRung = true;
    while (!this.isStopped) {
      try {
        const more = await this.options.step(wasRung);
        pauseMs = firstPauseMs;
        wasRung = more || this.isStopped || (await this.wait());
      } catch (error) {
        this.options.onError(error);
        // Not on the bell: a lost connection rings it, and would make us hammer a server that is down.
        await sleep(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
    }
  }
}
