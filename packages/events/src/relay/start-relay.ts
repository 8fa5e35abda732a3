import { isConnectionFailure, statement, type Sql } from '@lianxin/database';
import { SessionKeeper } from '../listen/session.js';
import { LogPublisher } from '../nats/log-publisher.js';
import { logStreamOf } from '../nats/log-stream.js';
import type { NatsOptions } from '../nats/nats-options.js';
import { partitionSize } from '../log/partition-event-log.migration.js';
import { WorkLoop } from '../listen/work-loop.js';
import { leaderLock } from './leader-lock.js';
import { LogRoom } from './log-room.js';
import { filledOutboxes, moveBatch } from './move-batch.js';
import { outboxChannel } from './wake-relay.js';

/** How to run a relay. */
export interface RelayOptions {
  /** The database as `lianxin_events`, or as admin. */
  readonly url: string;
  /** The schemas whose outboxes are moved. */
  readonly sources: readonly string[];
  /** The broker on which to hand on what was logged, for tails on other machines. The relay never waits for it. */
  readonly nats?: NatsOptions | undefined;
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

/** How soon to look again while somebody waits for empty outboxes that another relay empties. */
const drainLookMs = 10;

interface Drainer {
  done(): void;
  fail(error: Error): void;
}

const stoppedEarly = (): Error => new Error('The relay was stopped before the outboxes were empty');

const tryLead = statement<{ leads: boolean }>('relay_try_lead', 'select pg_try_advisory_lock($1) as leads');

/**
 * Moves events from the outboxes to the log. Who may run when: any number of relays may be started; the one that holds
 * the advisory lock moves, the others ask for it each poll interval. Lock, LISTEN and moving share one connection, so a
 * leader that loses it has stopped moving by the time another one leads. Rejects if the database is not reachable now;
 * later losses are reported to `onError` and mended.
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const relay = new OutboxRelay(options);
  await relay.start();
  return relay;
}

class OutboxRelay implements Relay {
  private readonly keeper: SessionKeeper;
  private readonly room: LogRoom;
  private readonly batchSize: number;
  private readonly loop: WorkLoop;
  /** The session that holds the lock. */
  private ledBy: Sql | undefined;
  private publisher: LogPublisher | undefined;
  /** Sources that have rung since they were last moved. */
  private readonly rung = new Set<string>();
  private readonly drainers = new Set<Drainer>();

  constructor(private readonly options: RelayOptions) {
    this.batchSize = options.batchSize ?? 1_000;
    this.room = new LogRoom(10 * this.batchSize, options.partitionSize ?? partitionSize);
    this.loop = new WorkLoop({
      step: (wasRung) => this.step(wasRung),
      pollMs: () => options.pollMs ?? 500,
      onError: (error) => options.onError?.(error),
    });
    this.keeper = new SessionKeeper({
      url: options.url,
      applicationName: 'lianxin relay',
      channels: [outboxChannel],
      onSignal: (source) => {
        if (source !== undefined) this.rung.add(source);
        this.loop.ring();
      },
    });
  }

  async start(): Promise<void> {
    const sql = await this.keeper.get();
    const { nats, onError = () => undefined } = this.options;
    if (nats !== undefined) {
      this.publisher = new LogPublisher({ nats, stream: await logStreamOf(sql), onError });
      this.publisher.start();
    }
    this.loop.start();
  }

  isLeader(): boolean {
    return this.ledBy !== undefined;
  }

  wake(): void {
    this.loop.ring();
  }

  drain(): Promise<void> {
    if (this.loop.isStopped) return Promise.reject(stoppedEarly());
    return new Promise((done, fail) => {
      this.drainers.add({ done, fail });
      this.wake();
    });
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    this.ledBy = undefined;
    await this.keeper.close();
    await this.publisher?.stop();
    for (const { fail } of this.drainers) fail(stoppedEarly());
    this.drainers.clear();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  private async step(wasRung: boolean): Promise<boolean> {
    try {
      const sql = await this.keeper.get();
      if (this.ledBy !== sql) await this.campaign(sql);
      const more = this.ledBy === sql && (await this.moveAll(sql, wasRung));
      if (!more) await this.answerDrainers(sql);
      return more;
    } catch (error) {
      if (isConnectionFailure(error)) this.ledBy = undefined;
      throw error;
    }
  }

  private async campaign(sql: Sql): Promise<void> {
    this.ledBy = undefined;
    const [row] = await sql.query(tryLead, [leaderLock]);
    if (row?.leads !== true) return;
    this.ledBy = sql;
    this.room.forget();
    this.options.logger?.info(`relay leads for ${this.options.sources.join(', ')}`);
  }

  /** One batch of each source; true if one of them was full. A source that fails does not hold up the others. */
  private async moveAll(sql: Sql, wasRung: boolean): Promise<boolean> {
    let more = false;
    for (const source of await this.sourcesToMove(sql, wasRung)) {
      try {
        await this.room.ensure(sql);
        const { taken, events } = await moveBatch(sql, source, this.batchSize, this.publisher !== undefined);
        this.room.took(taken);
        this.publisher?.publish(events);
        more = taken === this.batchSize || more;
      } catch (error) {
        this.room.forget();
        if (isConnectionFailure(error)) throw error;
        this.options.onError?.(error);
      }
    }
    return more;
  }

  /** Those that rang come first and are not kept waiting by a question; without a ring only those that have something. */
  private async sourcesToMove(sql: Sql, wasRung: boolean): Promise<readonly string[]> {
    const { sources } = this.options;
    if (!wasRung) return filledOutboxes(sql, sources);
    const first = sources.filter((source) => this.rung.has(source));
    const others = sources.filter((source) => !this.rung.has(source));
    this.rung.clear();
    return [...first, ...others];
  }

  private async answerDrainers(sql: Sql): Promise<void> {
    // Only those that asked before the look: what was committed before their call is in its snapshot.
    const asked = [...this.drainers];
    if (asked.length === 0) return;
    if ((await filledOutboxes(sql, this.options.sources)).length === 0) {
      for (const drainer of asked) {
        this.drainers.delete(drainer);
        drainer.done();
      }
    }
    if (this.drainers.size > 0) setTimeout(() => this.wake(), drainLookMs);
  }
}
