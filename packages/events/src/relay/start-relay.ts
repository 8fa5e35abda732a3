import { hostOf, isConnectionFailure, type Sql } from '@lianxin/database';
import type { LoggedEvent } from '../event.types.js';
import { SessionKeeper } from '../listen/session.js';
import { LogPublisher } from '../nats/log-publisher.js';
import { logStreamOf } from '../nats/log-stream.js';
import { partitionSize } from '../log/partition-event-log.migration.js';
import { WorkLoop } from '../listen/work-loop.js';
import { HeadLender } from './head-lender.js';
import { LateBell } from './late-bell.js';
import { leaderLock, tryLead } from './leader-lock.js';
import { LogRoom } from './log-room.js';
import { filledOutboxes, moveBatch, moveBatchSaying, type Moved } from './move-batch.js';
import type { Relay, RelayOptions } from './relay.types.js';
import { type HeadLoan, leadsHere, leadsNoMore, type RelayHere } from './relays-here.js';
import { outboxChannel } from './wake-relay.js';

/** How soon to look again while somebody waits for empty outboxes that another relay empties. */
const drainLookMs = 10;

interface Drainer {
  done(): void;
  fail(error: Error): void;
}

const stoppedEarly = (): Error => new Error('The relay was stopped before the outboxes were empty');

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

class OutboxRelay implements Relay, RelayHere {
  private readonly keeper: SessionKeeper;
  private readonly room: LogRoom;
  private readonly batchSize: number;
  private readonly loop: WorkLoop;
  /** The session that holds the lock. */
  private ledBy: Sql | undefined;
  /** Its number. */
  private session = 0;
  private publisher: LogPublisher | undefined;
  /** Outboxes that have rung since they were last moved. */
  private rung = new Set<string>();
  private readonly lender = new HeadLender({
    onLogged: (event) => {
      this.room.took(1);
      this.tell([event]);
      this.bell.owe([event]);
    },
    onDoubt: () => this.doubt(),
    onError: (error) => this.options.onError?.(error),
  });
  private readonly bell = new LateBell(() => this.loop.ring());
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

  ring(source: string): void {
    if (this.options.sources.includes(source)) this.rung.add(source);
    this.loop.ring();
  }

  lend(source: string): HeadLoan | undefined {
    const isQuiet = this.ledBy && this.loop.isWaiting && this.rung.size === 0;
    return isQuiet && this.room.hasOne && this.options.sources.includes(source) ? this.lender.lend() : undefined;
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
    if (this.ledBy) await this.bell.ring(this.ledBy, true).catch(() => undefined);
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
      if (this.ledBy === sql) await this.bell.ring(sql);
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
    const { rung } = this;
    this.rung = new Set();
    const more = await this.moveEach(sql, rung);
    if (wasRung && performance.now() < this.lookAt) return more;
    this.lookAt = performance.now() + this.pollMs;
    return (await this.moveEach(sql, await this.filled(sql))) || more;
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
  private async moveEach(sql: Sql, sources: Iterable<string>): Promise<boolean> {
    let more = false;
    for (const source of sources) {
      try {
        await this.room.ensure(sql);
        const { taken, events } = await this.move(sql, source);
        this.room.took(taken);
        this.tell(events);
        if (taken < this.batchSize) continue;
        this.rung.add(source);
        more = true;
      } catch (error) {
        // What it says may not be true: perhaps the batch was committed, and the answer got lost.
        this.doubt();
        if (isConnectionFailure(error)) throw error;
        this.options.onError?.(error);
      }
    }
    return more;
  }

  /** What is committed. */
  private tell(events: readonly LoggedEvent[]): void {
    this.options.feed?.publish(events);
    this.publisher?.publish(events);
  }

  private doubt(): void {
    this.room.forget();
    this.options.feed?.doubt();
  }

  private async move(sql: Sql, source: string): Promise<Moved> {
    const { feed } = this.options;
    if (feed?.isExpecting) {
      const moved = await moveBatchSaying(sql, source, this.batchSize, (soon) => feed.expect(soon));
      this.bell.owe(moved.events);
      return moved;
    }
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
