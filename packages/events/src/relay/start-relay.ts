import { hostOf, isConnectionFailure, statement, type Sql } from '@lianxin/database';
import type { NewEvent } from '../event.types.js';
import { SessionKeeper } from '../listen/session.js';
import { LogPublisher } from '../nats/log-publisher.js';
import { logStreamOf } from '../nats/log-stream.js';
import { partitionSize } from '../log/partition-event-log.migration.js';
import { WorkLoop } from '../listen/work-loop.js';
import { leaderLock } from './leader-lock.js';
import { LogRoom } from './log-room.js';
import { filledOutboxes, moveBatch, moveBatchSaying, type Moved } from './move-batch.js';
import { moveLone } from './move-lone.js';
import type { Relay, RelayOptions } from './relay.types.js';
import { leadsHere, leadsNoMore } from './relays-here.js';
import { Rings, type Rung } from './rings.js';
import { outboxChannel } from './wake-relay.js';

/** How soon to look again while somebody waits for empty outboxes that another relay empties. */
const drainLookMs = 10;

interface Drainer {
  done(): void;
  fail(error: Error): void;
}

const stoppedEarly = (): Error => new Error('The relay was stopped before the outboxes were empty');

const tryLead = statement<{ leads: boolean; session: number }>(
  'relay_try_lead',
  'select pg_try_advisory_lock($1) as leads, pg_backend_pid() as session',
);

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
  /** Its number. */
  private session = 0;
  private publisher: LogPublisher | undefined;
  private readonly rings = new Rings();
  /** When to look into all outboxes, whoever rings: a ring may have got lost. */
  private lookAt = 0;
  private readonly pollMs: number;
  private readonly drainers = new Set<Drainer>();

  constructor(private readonly options: RelayOptions) {
    this.batchSize = options.batchSize ?? 1_000;
    this.pollMs = options.pollMs ?? 500;
    this.room = new LogRoom(10 * this.batchSize, options.partitionSize ?? partitionSize);
    this.loop = new WorkLoop({
      step: (wasRung) => this.step(wasRung),
      pollMs: () => this.pollMs,
      onError: (error) => options.onError?.(error),
    });
    this.keeper = new SessionKeeper({
      url: options.url,
      applicationName: 'lianxin relay',
      channel: outboxChannel,
      // Its plan is made when it first moves, perhaps in an empty log, and must be good for a million events.
      byIndex: true,
      pipeline: true,
      onSignal: (source) => (source === undefined ? this.wake() : this.ring(source)),
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
    this.lookAt = 0;
    this.loop.ring();
  }

  ring(source: string, committed?: NewEvent): void {
    if (this.options.sources.includes(source)) {
      const isQuiet = this.loop.isWaiting && this.rings.isEmpty;
      this.rings.add(source, isQuiet ? committed : undefined);
      // When the statement that moves it is on its way.
      if (isQuiet && committed) setImmediate(() => this.options.feed?.foresee([committed]));
    }
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
    this.stepDown();
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
      if (isConnectionFailure(error)) this.stepDown();
      throw error;
    }
  }

  private async campaign(sql: Sql): Promise<void> {
    this.stepDown();
    const [row] = await sql.query(tryLead, [leaderLock]);
    if (row?.leads !== true) return;
    this.ledBy = sql;
    this.session = row.session;
    this.room.forget();
    this.lookAt = 0;
    this.options.feed?.begin(row.session);
    leadsHere(hostOf(this.options.url), this);
    this.options.logger?.info(`relay leads for ${this.options.sources.join(', ')}`);
  }

  private stepDown(): void {
    if (this.ledBy === undefined) return;
    this.ledBy = undefined;
    leadsNoMore(hostOf(this.options.url), this);
    this.options.feed?.end(this.session);
  }

  /**
   * One batch of each source that rang, and when it is time also of the others that have something; true if one of them
   * was full.
   */
  private async moveAll(sql: Sql, wasRung: boolean): Promise<boolean> {
    const more = await this.moveEach(sql, this.rings.take());
    if (wasRung && performance.now() < this.lookAt) return more;
    this.lookAt = performance.now() + this.pollMs;
    const filled = (await this.filled(sql)).map((source) => ({ source, lone: undefined }));
    return (await this.moveEach(sql, filled)) || more;
  }

  private async filled(sql: Sql): Promise<readonly string[]> {
    const { sources, onError } = this.options;
    try {
      return await filledOutboxes(sql, sources);
    } catch (error) {
      if (isConnectionFailure(error)) throw error;
      onError?.(error);
      // One that cannot be looked into must not hide the others.
      return sources;
    }
  }

  /** A source that fails does not hold up the others. */
  private async moveEach(sql: Sql, rung: readonly Rung[]): Promise<boolean> {
    const { feed, onError } = this.options;
    let more = false;
    for (const each of rung) {
      try {
        await this.room.ensure(sql);
        const { taken, events } = await this.move(sql, each);
        this.room.took(taken);
        feed?.publish(events);
        this.publisher?.publish(events);
        if (taken < this.batchSize) continue;
        this.rings.add(each.source);
        more = true;
      } catch (error) {
        this.room.forget();
        // What it says may not be true: perhaps the batch was committed, and the answer got lost.
        feed?.doubt();
        if (isConnectionFailure(error)) throw error;
        onError?.(error);
      }
    }
    return more;
  }

  /** One event that is known, or a batch. */
  private async move(sql: Sql, { source, lone }: Rung): Promise<Moved> {
    const { feed } = this.options;
    const moved = lone && (await moveLone(sql, source, lone));
    if (moved) return { taken: 1, events: [moved] };
    if (feed?.isExpecting) return moveBatchSaying(sql, source, this.batchSize, (soon) => feed.expect(soon));
    return moveBatch(sql, source, this.batchSize, this.publisher !== undefined || feed?.isHeard === true);
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
