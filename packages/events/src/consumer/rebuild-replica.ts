import { isConnectionFailure, openDb, type Db, type Sql } from '@lianxin/database';
import type { LoggedEvent } from '../event.types.js';
import { assertKept, logBounds, readLogTypes } from '../log/read-log.js';
import type { ConsumerDefinition } from './consumer-definition.js';
import { type ConsumerStore, consumerStore } from './consumer-store.js';
import { handleEvent, handleEvents, reasonOf, typesOf } from './handle-event.js';
import { listParked } from './parked-events.js';
import {
  analyzeShadows,
  assertShadows,
  compareShadows,
  makeShadows,
  noteHandled,
  swapIn,
  type TableDifference,
} from './shadow-tables.js';

/** An event that no handler could take. */
export interface FailedEvent {
  readonly event: LoggedEvent;
  readonly reason: string;
}

/** What a rebuild did. */
export interface Rebuilt {
  /** False: nothing was changed, because events failed that the consumer had handled before, or nothing was to be. */
  readonly swapped: boolean;
  /** Events handled. */
  readonly handled: number;
  /** The position up to which the replica holds. */
  readonly position: number;
  /** The events that failed; if it was swapped, those that were parked before and still are. */
  readonly failed: readonly FailedEvent[];
  /** With `verifyOnly`: the tables that are not what the log gives. */
  readonly differences: readonly TableDifference[];
}

/** How to rebuild. */
export interface RebuildOptions {
  /** The database as the role of the consumer's schema. */
  readonly url: string;
  readonly consumer: ConsumerDefinition;
  /** Told after every stretch: the position reached, and the checkpoint to be reached. */
  readonly onProgress?: (reached: number, end: number) => void;
  /** Compares the tables with what the log gives, and changes nothing. */
  readonly verifyOnly?: boolean;
  /** Positions a transaction; 1,000 unless told. */
  readonly stretch?: number;
}

/**
 * Makes a replica anew from position 0 while the old one serves and its consumer goes on. The events are handled once
 * more on shadow tables, a stretch a transaction; the last transaction takes the consumer's lock, handles what came
 * meanwhile and puts the shadows' rows in the replica's place. Interrupted at any moment it has changed nothing. Throws
 * LOG_ARCHIVED unless the whole log is there.
 */
export async function rebuildReplica(options: RebuildOptions): Promise<Rebuilt> {
  const { url, consumer } = options;
  const { name, schema, replica } = consumer;
  if (replica === undefined) throw new RangeError(`${name} is no replica: it cannot be rebuilt from the log`);
  // One connection: the shadows belong to it. The copy at the end may take longer than a statement of a request.
  const longest = { statementTimeoutMs: 600_000, lockTimeoutMs: 60_000 };
  await using db = await openDb({ url, schema, poolSize: 1, applicationName: `lianxin rebuild ${name}`, ...longest });
  await makeShadows(db, schema, replica);
  return await new Rebuild(db, options, replica.tables).run();
}

class Rebuild {
  private readonly store: ConsumerStore;
  private readonly types: readonly string[];
  private readonly stretch: number;
  private readonly failed: FailedEvent[] = [];
  private reached = 0;
  private handled = 0;
  /** Events handled when statistics were last taken. */
  private analyzed = 0;

  constructor(
    private readonly db: Db,
    private readonly options: RebuildOptions,
    private readonly tables: readonly string[],
  ) {
    const { name, schema, handlers } = options.consumer;
    this.store = consumerStore(schema, name);
    this.types = typesOf(handlers);
    this.stretch = options.stretch ?? 1_000;
  }

  async run(): Promise<Rebuilt> {
    await this.store.begin(this.db, 0);
    for (;;) {
      const end = await this.checkpoint();
      if (end - this.reached <= this.stretch) break;
      await this.db.transaction((tx) => this.handleStretch(tx, this.reached + this.stretch));
      this.options.onProgress?.(this.reached, end);
    }
    return this.db.transaction((tx) => (this.options.verifyOnly ? this.verify(tx) : this.finish(tx)));
  }

  /** Compares as of one moment: the consumer may go on meanwhile, and nobody waits for anybody. */
  private async verify(tx: Sql): Promise<Rebuilt> {
    await tx.queryText('set transaction isolation level repeatable read');
    await this.handleStretch(tx, Math.max(await this.checkpoint(tx), this.reached));
    this.options.onProgress?.(this.reached, this.reached);
    const differences = await compareShadows(tx, this.options.consumer.schema, this.tables);
    const worse = await this.failures(tx);
    return { handled: this.handled, position: this.reached, differences, swapped: false, failed: worse };
  }

  /** Events that failed and are not known to: they were handled before. */
  private async failures(tx: Sql): Promise<readonly FailedEvent[]> {
    const { name, schema } = this.options.consumer;
    const parked = await listParked(tx, schema, { consumer: name, limit: 1_000_000 });
    const known = new Set(parked.map(({ eventId }) => eventId));
    return this.failed.filter(({ event }) => !known.has(event.eventId));
  }

  private async checkpoint(sql: Sql = this.db): Promise<number> {
    const { name, schema } = this.options.consumer;
    const text = `select position from ${schema}.consumer_checkpoint where consumer = $1`;
    return (await sql.queryText<{ position: number }>(text, [name]))[0]?.position ?? 0;
  }

  /** The last stretch, under the consumer's lock, and the swap. */
  private async finish(tx: Sql): Promise<Rebuilt> {
    const { name, schema } = this.options.consumer;
    const { position: checkpoint } = await this.store.look(tx);
    await this.handleStretch(tx, Math.max(checkpoint, this.reached));
    const worse = await this.failures(tx);
    const outcome = { handled: this.handled, position: this.reached, differences: [] };
    if (worse.length > 0) return { ...outcome, swapped: false, failed: worse };
    await swapIn(tx, schema, this.tables, name);
    if (this.reached > checkpoint) await this.store.advance(tx, this.reached);
    this.options.onProgress?.(this.reached, this.reached);
    return { ...outcome, swapped: true, failed: this.failed };
  }

  private async handleStretch(tx: Sql, upTo: number): Promise<void> {
    await assertShadows(tx, this.tables);
    assertKept(this.reached, (await logBounds(tx)).first);
    while (this.reached < upTo) {
      const events = await readLogTypes(tx, { after: this.reached, upTo, types: this.types, limit: this.stretch });
      const handled = await this.handleAll(tx, events);
      await noteHandled(tx, handled);
      this.handled += handled.length;
      this.reached = events.length === this.stretch ? (events.at(-1)?.position ?? upTo) : upTo;
      if (this.handled < 2 * this.analyzed) continue;
      await analyzeShadows(tx, this.tables);
      this.analyzed = Math.max(1, this.handled);
    }
  }

  /** All at once; where one fails, one by one, so that the failure costs its own event only. Returns the handled ids. */
  private async handleAll(tx: Sql, events: readonly LoggedEvent[]): Promise<string[]> {
    const { handlers } = this.options.consumer;
    const whole = await this.attempt(tx, () => handleEvents(handlers, events, tx));
    if (whole === null) return events.map(({ eventId }) => eventId);
    const handled: string[] = [];
    for (const event of events) {
      const reason = await this.attempt(tx, () => handleEvent(handlers, event, tx));
      if (reason === null) handled.push(event.eventId);
      else this.failed.push({ event, reason });
    }
    return handled;
  }

  /** Work that leaves nothing behind when it fails; then why. Whether an event may fail is asked at the end. */
  private async attempt(tx: Sql, work: () => Promise<void>): Promise<string | null> {
    await tx.queryText('savepoint attempt');
    try {
      await work();
      await tx.queryText('release savepoint attempt');
      return null;
    } catch (error) {
      if (isConnectionFailure(error)) throw error;
      await tx.queryText('rollback to savepoint attempt');
      return reasonOf(error);
    }
  }
}
