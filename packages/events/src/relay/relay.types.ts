import type { NatsOptions } from '../nats/nats-options.js';
import type { LocalFeed } from './local-feed.js';

/** How to run a relay. */
export interface RelayOptions {
  /** The database as `lianxin_events`, or as admin. */
  readonly url: string;
  /** The schemas whose outboxes are moved. */
  readonly sources: readonly string[];
  /** The broker on which to hand on what was logged, for tails on other machines. The relay never waits for it. */
  readonly nats?: NatsOptions | undefined;
  /** Tells the tails of this process what was logged. */
  readonly feed?: LocalFeed | undefined;
  /** Told of every failure; the relay goes on by itself. */
  readonly onError?: (error: unknown) => void;
  readonly logger?: { info(message: string): void };
  /** How often to look without being woken; 500 ms unless told. */
  readonly pollMs?: number;
  /** Rows a statement; 1,000 unless told. */
  readonly batchSize?: number;
  /** Positions in each partition of the log that this relay makes; 1,000,000 unless told. */
  readonly partitionSize?: number;
}

/** A relay, leading or standing by. */
export interface Relay extends AsyncDisposable {
  /** Whether it is the one that moves. */
  isLeader(): boolean;
  /** Makes it look now; for writers of the same process. */
  wake(): void;
  /** Returns when every outbox is empty, whichever relay emptied it. Rejects if the relay is stopped first. */
  drain(): Promise<void>;
  /** Ends after the batch under way, and lets another relay lead. */
  stop(): Promise<void>;
}
