import type { Sql } from '@lianxin/database';
import type { LoggedEvent } from '../event.types.js';
import { WorkLoop } from '../listen/work-loop.js';
import { EventInbox } from './event-inbox.js';
import type { TailPlace } from './tail-place.js';

/** What a feed tells its tail. */
export interface FeedParts {
  /** An event; nobody says that it is the next one. */
  readonly onEvent: (event: LoggedEvent) => void;
  /** The log may go on to this position, at least, without that it was told here. */
  readonly onDoubt: (head: number) => void;
  readonly onError: (error: unknown) => void;
}

/** What brings events to a tail, or the doubt whether it has all. It may lose, repeat and confuse anything. */
export interface TailFeed {
  /** Whether it would bring something if there was something. */
  readonly isOpen: boolean;
  start(): void;
  stop(): Promise<void>;
  /** It was silent while the log went on. */
  mistrust(): void;
}

/** What a tail reads the log through. */
export interface TailSession {
  /** Comes back by itself when it was lost. One caller at a time. */
  get(): Promise<Sql>;
  close(): Promise<void>;
}

/** What a tail is made of. */
export interface FedTailOptions {
  readonly place: TailPlace;
  readonly session: TailSession;
  readonly feedOf: (parts: FeedParts) => TailFeed;
  /** Silence after which the log is asked whether there was nothing to say. */
  readonly pollMs: (isFeedOpen: boolean) => number;
  readonly onError: (error: unknown) => void;
}

/** Events that may wait here; a tail that is further behind reads the log faster than it would be told. */
const inboxBound = 2_000;

/**
 * The tail of the log under every adapter. The next event of the log is handed over as its feed brings it; whatever else
 * comes, or does not come, makes it read the log. Who may run when: the feed fills the inbox at any time; one loop empties
 * it and reads.
 */
export class FedTail {
  private readonly loop: WorkLoop;
  private readonly feed: TailFeed;
  private readonly inbox = new EventInbox(inboxBound);
  /** Something may be in the log that nobody brings. */
  private isInDoubt = true;
  private gaps = 0;

  constructor(private readonly options: FedTailOptions) {
    const { onError, pollMs, feedOf } = options;
    this.loop = new WorkLoop({
      step: (wasRung) => this.step(wasRung),
      pollMs: () => pollMs(this.feed.isOpen),
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

  get position(): number {
    return this.place.position;
  }

  /** How its events came, and how often it found by itself what the feed had left out. */
  get counts(): { readonly brought: number; readonly read: number; readonly gaps: number; readonly isOpen: boolean } {
    return { ...this.place.counts, gaps: this.gaps, isOpen: this.feed.isOpen };
  }

  async stop(): Promise<void> {
    await Promise.all([this.feed.stop(), this.loop.stop()]);
    await this.options.session.close();
  }

  private get place(): TailPlace {
    return this.options.place;
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
      const count = await this.place.readOn(await this.options.session.get());
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
