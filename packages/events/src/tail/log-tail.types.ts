import type { LoggedEvent } from '../event.types.js';
import type { NatsOptions } from '../nats/nats-options.js';
import type { LocalFeed } from '../relay/local-feed.js';

/** How to follow the log. */
export interface LogTailOptions {
  /** The database as any role: all may read the log. */
  readonly url: string;
  /** The broker on which the relay hands on what it has logged; without it, the database itself rings (LISTEN). */
  readonly nats?: NatsOptions | undefined;
  /** What a relay of this process hands on; of use without a broker only. */
  readonly feed?: LocalFeed | undefined;
  /** The position after which to start; the end of the log unless told. */
  readonly from?: number;
  /**
   * Gets every event once, in order, in batches; the next batch waits for it. If it throws, the same events come again:
   * an error must not become a gap.
   */
  readonly onEvents: (events: readonly LoggedEvent[]) => void | Promise<void>;
  /**
   * Told of events that a relay of this process is about to commit: they are handed over to `onEvents` soon if it succeeds.
   * They may come in any order, and not at all.
   */
  readonly onExpected?: (events: readonly LoggedEvent[]) => void;
  /** What was expected may never come: a commit has failed, or nobody knows whether it has. */
  readonly onDoubt?: () => void;
  readonly onError?: (error: unknown) => void;
  /** Events a batch at most; 500 unless told. */
  readonly batchSize?: number;
  /**
   * How often to look into the log without being woken: 1 s unless told; with a broker after 2 s of silence, and every
   * 250 ms while it is away.
   */
  readonly pollMs?: number;
}

/** How the events of a tail came to it, since it started. */
export interface TailCounts {
  /** Handed over as the broker brought them. */
  readonly fromBroker: number;
  /** Handed over as a relay of this process had logged them. */
  readonly fromRelay: number;
  /** Read from the log. */
  readonly fromLog: number;
  /** Times at which the broker had left something out, and the log filled it. */
  readonly gaps: number;
  /** Whether the broker can be heard; null without one. */
  readonly isBrokerHeard: boolean | null;
}

/** A reader that follows the log. */
export interface LogTail extends AsyncDisposable {
  /** The position of the last event handed over. */
  position(): number;
  counts(): TailCounts;
  /** Ends after the batch under way. */
  stop(): Promise<void>;
}
