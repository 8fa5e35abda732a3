import type { LoggedEvent } from '../event.types.js';
import { SessionKeeper } from '../listen/session.js';
import { WorkLoop } from '../listen/work-loop.js';
import { latestPosition } from '../log/read-log.js';
import { LogFeed } from '../nats/log-feed.js';
import { logStreamOf } from '../nats/log-stream.js';
import type { NatsOptions } from '../nats/nats-options.js';
import { EventInbox } from './event-inbox.js';
import type { LogTail, LogTailOptions, TailCounts } from './log-tail.types.js';
import { TailPlace } from './tail-place.js';

/** Silence after which the log is asked whether there was nothing to say. */
const silenceMs = 2_000;
/** The same while the broker is away: then nobody rings. */
const awayMs = 250;
/** Events that may wait here; a tail that is further behind reads the log faster than it would be told. */
const inboxBound = 2_000;

/**
 * The tail that a broker feeds. The next event of the log is handed over as it comes; whatever else comes, or does not
 * come, makes it read the log. Who may run when: the feed fills the inbox at any time; one loop empties it and reads.
 */
export async function startNatsTail(options: LogTailOptions, nats: NatsOptions): Promise<LogTail> {
  const keeper = new SessionKeeper({
    url: options.url,
    applicationName: 'lianxin log tail',
    channels: [],
    onSignal: () => undefined,
  });
  try {
    const sql = await keeper.get();
    const place = new TailPlace(options, options.from ?? (await latestPosition(sql)));
    const stream = await logStreamOf(sql);
    const tail = new NatsTail(options, place, keeper, (parts) => new LogFeed({ nats, stream, ...parts }));
    tail.start();
    return tail;
  } catch (error) {
    await keeper.close();
    throw error;
  }
}

type FeedParts = Pick<ConstructorParameters<typeof LogFeed>[0], 'onEvent' | 'onDoubt' | 'onError'>;

class NatsTail implements LogTail {
  private readonly loop: WorkLoop;
  private readonly feed: LogFeed;
  private readonly inbox = new EventInbox(inboxBound);
  /** Something may be in the log that nobody brings. */
  private isInDoubt = true;
  private gaps = 0;

  constructor(
    options: LogTailOptions,
    private readonly place: TailPlace,
    private readonly keeper: SessionKeeper,
    feedOf: (parts: FeedParts) => LogFeed,
  ) {
    const onError = (error: unknown): void => options.onError?.(error);
    this.loop = new WorkLoop({
      step: (wasRung) => this.step(wasRung),
      pollMs: () => options.pollMs ?? (this.feed.isOpen ? silenceMs : awayMs),
      onError,
    });
    this.feed = feedOf({
      onEvent: (event) => {
        if (!this.inbox.push(event)) this.isInDoubt = true;
        this.loop.ring();
      },
      onDoubt: (head) => {
        if (head <= this.place.position) return;
        this.isInDoubt = true;
        this.loop.ring();
      },
      onError,
    });
  }

  start(): void {
    this.feed.start();
    this.loop.start();
  }

  position(): number {
    return this.place.position;
  }

  counts(): TailCounts {
    return { ...this.place.counts, gaps: this.gaps, isBrokerHeard: this.feed.isOpen };
  }

  async stop(): Promise<void> {
    await Promise.all([this.feed.stop(), this.loop.stop()]);
    await this.keeper.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  private async step(wasRung: boolean): Promise<boolean> {
    const next = this.inbox.take(this.place.position, this.place.batchSize);
    if (next === 'nothing') {
      if (this.isInDoubt) return this.read();
      return wasRung ? false : this.readAfterSilence();
    }
    return 'ahead' in next ? this.fill(next.ahead) : this.handOver(next.run);
  }

  private async handOver(run: readonly LoggedEvent[]): Promise<boolean> {
    try {
      await this.place.take(run);
    } catch (error) {
      // They are not in the inbox any more.
      this.isInDoubt = true;
      throw error;
    }
    return true;
  }

  /** Reads a batch of the log; true when there is more to do. */
  private async read(): Promise<boolean> {
    // First, since doubts that come up while it reads are about what it does not see any more.
    this.isInDoubt = false;
    try {
      const count = await this.place.readOn(await this.keeper.get());
      if (count === this.place.batchSize) this.isInDoubt = true;
    } catch (error) {
      this.isInDoubt = true;
      throw error;
    }
    return this.isInDoubt || !this.inbox.isEmpty;
  }

  private async readAfterSilence(): Promise<boolean> {
    const before = this.place.position;
    const more = await this.read();
    if (this.feed.isOpen && this.place.position > before) {
      this.gaps += 1;
      this.feed.mistrust();
    }
    return more;
  }

  private async fill(ahead: number): Promise<boolean> {
    if (!this.isInDoubt) this.gaps += 1;
    const more = await this.read();
    // What the relay hands on is in the log. If this is not, it is about another one.
    if (!this.isInDoubt && this.place.position < ahead) this.inbox.drop();
    return more;
  }
}
