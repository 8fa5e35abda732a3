import type { Db } from '@lianxin/database';
import { concerns } from '../listen/log-bell.js';
import { hearLog, type LogEar } from '../listen/log-ear.js';
import { WorkLoop } from '../listen/work-loop.js';
import { latestPosition } from '../log/read-log.js';
import { assertWithinLog } from './assert-log-holds.js';
import { BatchConsumer, type RetryPolicy } from './batch-consumer.js';
import { wakeRelay } from '../relay/wake-relay.js';
import { consumerStore } from './consumer-store.js';
import { CatchUpWaiters } from './catch-up-waiters.js';
import type { EventHandler } from './event-handler.js';
import { typesOf } from './handle-event.js';

/** How to consume. */
export interface ConsumerOptions extends RetryPolicy {
  /** Unique in its schema; its memory goes by this name. */
  readonly name: string;
  /** Where the effects go, as the role of `schema`. */
  readonly db: Db;
  /** The schema that holds the inbox and the checkpoint; that of `db` unless told. */
  readonly schema?: string;
  /** Where to be woken; without it the consumer only polls. */
  readonly logUrl?: string;
  readonly handlers: readonly EventHandler[];
  /** Where a consumer that never ran begins; at the beginning of the log unless told. */
  readonly from?: 'beginning' | 'end';
  readonly onError?: (error: unknown) => void;
  /** How often to look without being woken; 500 ms unless told. */
  readonly pollMs?: number;
  /**
   * For effects that nobody waits for: while events go on, those of 100 ms share a batch. An event after a quiet time is
   * taken at once.
   */
  readonly gathers?: boolean;
}

const gatherMs = 100;

/** A running consumer. */
export interface Consumer extends AsyncDisposable {
  /** Returns when everything is handled (or set aside) that was in the log at the time of the call. */
  catchUp(): Promise<void>;
  /** Ends after the batch under way. */
  stop(): Promise<void>;
}

/**
 * Runs handlers over the log, each event once: inbox row, checkpoint and effect commit together. Who may run when: many
 * processes may run a consumer of one name; the checkpoint's row lock lets one work at a time, in the order of the log.
 * Rejects with CONSUMER_BEHIND_LOG when it would have to begin before the first event that is kept.
 */
export async function startConsumer(options: ConsumerOptions): Promise<Consumer> {
  const { db, name } = options;
  const store = consumerStore(options.schema ?? db.schema, name);
  await db.transaction(async (tx) => {
    await store.begin(tx, options.from === 'end' ? await latestPosition(tx) : 0);
    const { position, first } = await store.look(tx);
    assertWithinLog([{ name, position }], first);
  });
  const batches = new BatchConsumer(db, store, options.handlers, options);
  const waiters = new CatchUpWaiters();

  const loop = new WorkLoop({
    async step(wasRung) {
      await ear?.ready();
      const answer = waiters.ask();
      const progress = await (wasRung ? batches.next() : batches.nextIfAny());
      answer(progress);
      if (progress.hasAppended) wakeRelay(db);
      return progress.reached < progress.end;
    },
    pollMs: () => options.pollMs ?? 500,
    gatherMs: options.gathers ? gatherMs : 0,
    onError: (error) => options.onError?.(error),
  });
  const ear = earOf(options, () => loop.ringSoon());
  loop.start();

  const stop = async (): Promise<void> => {
    await loop.stop();
    await ear?.stop();
    waiters.fail(new Error(`The consumer ${name} was stopped before it had caught up`));
  };
  return {
    catchUp() {
      const caughtUp = waiters.add();
      loop.ring();
      return caughtUp;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Its place behind events that are nothing to it moves on when it looks by itself. */
function earOf({ logUrl, handlers }: ConsumerOptions, ring: () => void): LogEar | undefined {
  if (logUrl === undefined) return undefined;
  const types = typesOf(handlers);
  return hearLog(logUrl, (fresh) => {
    if (concerns(types, fresh)) ring();
  });
}
