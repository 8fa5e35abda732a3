import { type Db, isConnectionFailure, type Sql } from '@lianxin/database';
import { ContractBreach } from '../define-event.js';
import type { LoggedEvent } from '../event.types.js';
import { assertKept, readLogTypes } from '../log/read-log.js';
import { hasAppended } from '../outbox.js';
import type { ConsumerStore } from './consumer-store.js';
import type { EventHandler } from './event-handler.js';
import { handleEvents, reasonOf, typesOf } from './handle-event.js';

/** How often an event may fail before it is set aside. */
export interface RetryPolicy {
  /** 5 unless told. */
  readonly maxAttempts?: number;
  /** Events a transaction; 200 unless told. */
  readonly batchSize?: number;
}

/** Where a batch ended, and where the log did when it began. */
export interface Progress {
  readonly reached: number;
  readonly end: number;
  /** Whether handlers have written events of their own. */
  readonly hasAppended: boolean;
}

/** Positions looked at in one read: bounds the scan over events of other types. */
const windowSize = 5_000;

/**
 * Takes the log batch by batch. A batch is one transaction; when one of its events fails, the same stretch is gone
 * through event by event, so that the failure costs its own event only. A failing event is tried again at the pace of
 * the caller's loop and holds up what comes after it, since order matters more than speed; after `maxAttempts` it is
 * parked and the rest goes on.
 */
export class BatchConsumer {
  private readonly types: readonly string[];
  private failing: { readonly eventId: string; attempts: number } | undefined;
  private singlyUntil = 0;

  constructor(
    private readonly db: Db,
    private readonly store: ConsumerStore,
    private readonly handlers: readonly EventHandler[],
    private readonly policy: RetryPolicy,
  ) {
    this.types = typesOf(handlers);
  }

  /** Handles the next stretch. Throws what a handler threw, while the event has attempts left. */
  async next(): Promise<Progress> {
    let stretch: LoggedEvent[] = [];
    let end = 0;
    try {
      return await this.db.transaction(async (tx) => {
        const { position: after, first, last } = await this.store.look(tx);
        end = last;
        assertKept(after, first);
        const limit = after < this.singlyUntil ? 1 : (this.policy.batchSize ?? 200);
        const upTo = Math.min(after + windowSize, end);
        stretch = await readLogTypes(tx, { after, upTo, types: this.types, limit });
        const reached = stretch.length === limit ? (stretch.at(-1)?.position ?? upTo) : Math.max(upTo, after);
        if (stretch.length > 0) await this.handleAll(tx, stretch, reached);
        else if (reached > after) await this.store.advance(tx, reached);
        return { reached, end, hasAppended: hasAppended(tx) };
      });
    } catch (error) {
      if (isConnectionFailure(error) || stretch.length === 0) throw error;
      return this.recover(stretch, end, error);
    }
  }

  /** The same, in one statement and no transaction when there is nothing to handle: for looks that nobody rang for. */
  async nextIfAny(): Promise<Progress> {
    const { position, first, last } = await this.store.pass(this.db, this.types, windowSize);
    assertKept(position, first);
    return position < last ? this.next() : { reached: position, end: last, hasAppended: false };
  }

  private async handleAll(tx: Sql, events: readonly LoggedEvent[], reached: number): Promise<void> {
    const ids = events.map(({ eventId }) => eventId);
    const fresh = await this.store.take(tx, ids, reached);
    await handleEvents(
      this.handlers,
      events.filter(({ eventId }) => fresh.has(eventId)),
      tx,
    );
  }

  private async recover(stretch: readonly LoggedEvent[], end: number, error: unknown): Promise<Progress> {
    const [event] = stretch;
    if (event === undefined) throw error;
    if (stretch.length > 1) {
      this.singlyUntil = stretch.at(-1)?.position ?? 0;
      return { reached: event.position - 1, end, hasAppended: false };
    }
    if (this.failing?.eventId !== event.eventId) this.failing = { eventId: event.eventId, attempts: 0 };
    this.failing.attempts += 1;
    const { attempts } = this.failing;
    if (attempts < (this.policy.maxAttempts ?? 5) && !(error instanceof ContractBreach)) throw error;
    return this.park(event, reasonOf(error), attempts);
  }

  private park(event: LoggedEvent, reason: string, attempts: number): Promise<Progress> {
    return this.db.transaction(async (tx) => {
      const { position: after, last: end } = await this.store.look(tx);
      // Another process may have gone past it meanwhile.
      if (after >= event.position) return { reached: after, end, hasAppended: false };
      await this.store.park(tx, event, { reason, attempts });
      await this.store.advance(tx, event.position);
      return { reached: event.position, end, hasAppended: false };
    });
  }
}
