import type { LoggedEvent, NewEvent } from '@lianxin/events';
import type { Change, KeyRow, OutboxRow } from './database.types.js';
import { EventStore } from './event-store.js';
import type { Judge } from './judge.js';
import type { PlantedBug } from './planted.js';
import { RowLocks, type Transaction } from './row-locks.js';
import type { Life, Scheduler } from './scheduler.js';
import type { SimulatedSuggestion } from './suggestion-machine.js';

/** The committed state. */
interface Committed {
  readonly suggestions: Map<string, SimulatedSuggestion>;
  readonly keys: Map<string, KeyRow>;
  readonly endedSessions: Set<string>;
  outbox: readonly OutboxRow[];
}

interface Backup extends Committed {
  readonly logged: number;
  readonly first: number;
}

/** How often an answer is lost on its way after the commit. */
const lossShare = 0.01;

export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/**
 * Stands in for PostgreSQL, with the properties that the rest relies on: a conditional update behind a row lock, ids that
 * are drawn while the lock is held and come to light at the commit, unique keys that wait for each other, commits whose
 * acknowledgement is lost, and sessions whose end rolls back.
 */
export class Database {
  readonly log = new EventStore();
  private committed: Committed = { suggestions: new Map(), keys: new Map(), endedSessions: new Set(), outbox: [] };
  private backup: Backup | null = null;
  private drawn = 0;
  private readonly open = new Set<Transaction>();
  private readonly locks: RowLocks;
  /** Wakes the relays. */
  onCommit: () => void = () => undefined;
  /** Wakes the tails: a writer has logged. */
  onLogged: () => void = () => undefined;
  /** Whether a relay lends its head to a writer now. */
  lends: () => boolean = () => false;

  constructor(
    readonly scheduler: Scheduler,
    private readonly judge: Judge,
    readonly bug: PlantedBug | null,
  ) {
    this.locks = new RowLocks(scheduler);
  }

  get outbox(): readonly OutboxRow[] {
    return this.committed.outbox;
  }

  get endedSessions(): ReadonlySet<string> {
    return this.committed.endedSessions;
  }

  add(suggestion: SimulatedSuggestion): void {
    this.committed.suggestions.set(suggestion.id, suggestion);
  }

  find(id: string): SimulatedSuggestion | undefined {
    return this.committed.suggestions.get(id);
  }

  findKey(accountId: string, key: string): KeyRow | undefined {
    return this.bug === 'the key is ignored' ? undefined : this.committed.keys.get(`${accountId} ${key}`);
  }

  /** The statement of a transition; undefined when the version was stale. */
  async transition(life: Life, change: Change): Promise<SimulatedSuggestion | undefined> {
    const { command, event, expectedVersion, next } = change;
    const { bug, scheduler } = this;
    await scheduler.wait(life, 'begins');
    const tx = this.begin(life);
    const early = bug === 'the outbox id is drawn before the row lock' ? this.draw() : null;
    if (early !== null) await scheduler.wait(life, 'drew an id');
    await this.locks.take(tx, next.id);
    const current = this.find(next.id);
    if (current?.version !== expectedVersion && bug !== 'a stale version is accepted') {
      this.end(tx);
      await scheduler.wait(life, 'was stale');
      return undefined;
    }
    const id = early ?? this.draw();
    const key = `${command.account_id} ${command.key}`;
    await this.locks.take(tx, `key ${key}`);
    if (this.committed.keys.has(key) && bug !== 'the key is ignored') {
      this.end(tx);
      throw Object.assign(new Error('duplicate key'), { code: '23505', constraint: 'idempotency_pkey' });
    }
    const position = this.borrowHead(tx, event);
    const commit = (): void => {
      const stored = { ...next, version: (this.find(next.id)?.version ?? 0) + 1 };
      this.committed.suggestions.set(next.id, stored);
      this.committed.keys.set(key, { command, response: stored });
      if (position === null) this.committed.outbox = [...this.outbox, { id, event }];
      else this.judge.logged(this.log.append(event, position, scheduler.time.now()));
      this.end(tx);
      if (position === null) this.onCommit();
      else this.onLogged();
    };
    if (bug === 'an answer goes out before the commit') {
      void this.commit(tx, commit).catch(() => undefined);
      return { ...next, version: expectedVersion + 1 };
    }
    await this.commit(tx, commit);
    return this.find(next.id) && { ...next, version: expectedVersion + 1 };
  }

  /** The place that a writer's own transaction gives its event, if a relay lends the head for it. */
  private borrowHead(tx: Transaction, { eventId }: NewEvent): number | null {
    const { bug, log, outbox } = this;
    if (!this.lends() || (outbox.length > 0 && bug !== 'a writer logs past what waits in its outbox')) return null;
    const isHeld = bug === 'a writer logs with a head that it has not locked' || this.locks.takeIfFree(tx, 'head');
    return isHeld && !log.has(eventId) ? log.head + 1 : null;
  }

  /** A change that looks at the row only when it has locked it, as a deadline's does. */
  async changeLocked(
    life: Life,
    id: string,
    change: (current: SimulatedSuggestion) => Pick<Change, 'event' | 'next'> | undefined,
  ): Promise<void> {
    const { bug, scheduler } = this;
    const tx = this.begin(life);
    const early = bug === 'the outbox id is drawn before the row lock' ? this.draw() : null;
    if (early !== null) await scheduler.wait(life, 'drew an id');
    await this.locks.take(tx, id);
    const current = this.find(id);
    const changed = current && change(current);
    if (!changed) return this.end(tx);
    const outboxId = early ?? this.draw();
    await this.commit(tx, () => {
      this.committed.suggestions.set(id, changed.next);
      this.committed.outbox = [...this.outbox, { id: outboxId, event: changed.event }];
      this.end(tx);
      this.onCommit();
    });
  }

  /** A session ends, and its event is in the outbox. */
  async endSession(life: Life, sessionId: string, event: NewEvent): Promise<void> {
    const tx = this.begin(life);
    const id = this.draw();
    await this.commit(tx, () => {
      this.committed.endedSessions.add(sessionId);
      this.committed.outbox = [...this.outbox, { id, event }];
      this.end(tx);
      this.onCommit();
    });
  }

  /**
   * The relay's statement: from the outbox to the log, in the order of ids, with the next positions.
   * @param soon gets what the log will have if the commit succeeds
   */
  async move(
    life: Life,
    batchSize: number,
    seen: { id: number; head: number | null },
    soon: (events: readonly LoggedEvent[]) => void,
  ): Promise<number> {
    const { bug, log, scheduler } = this;
    const tx = this.begin(life);
    await this.locks.take(tx, 'head');
    const passesOver = bug === 'the relay passes over a row that commits late';
    const rows = this.outbox.filter(({ id }) => !passesOver || id > seen.id);
    const batch = rows.sort((a, b) => a.id - b.id).slice(0, batchSize);
    const clear = (): void => {
      this.committed.outbox = this.outbox.filter((row) => !batch.includes(row));
    };
    const unknown = batch.map(({ event }) => event).filter(({ eventId }) => !log.has(eventId));
    soon(unknown.map((event, n) => ({ ...event, position: log.head + 1 + n, recordedAt: scheduler.time.now() })));
    const publish = (): void => {
      const repeats = bug === 'the relay gives a position twice';
      let position = (repeats ? seen.head : null) ?? log.head;
      for (const { event } of batch) {
        const isKnown = log.has(event.eventId) && bug !== 'the relay logs and clears in two transactions';
        if (!isKnown) this.judge.logged(log.append(event, (position += 1), scheduler.time.now()));
      }
      seen.head = position;
      seen.id = Math.max(seen.id, ...batch.map(({ id }) => id));
    };
    if (bug === 'the relay logs and clears in two transactions') {
      await this.commit(tx, publish);
      await scheduler.wait(life, 'clears');
      clear();
      this.end(tx);
    } else {
      await this.commit(tx, () => {
        clear();
        publish();
        this.end(tx);
      });
    }
    return batch.length;
  }

  /** A process is gone: what it had begun is rolled back, except a commit that the server has heard already. */
  lose(life: Life): void {
    for (const tx of this.open) {
      if (tx.life !== life) continue;
      if (tx.commit && this.scheduler.chance.yes()) tx.commit();
      this.end(tx);
    }
  }

  keepBackup(): void {
    const { suggestions, keys, endedSessions, outbox } = this.committed;
    this.backup = {
      suggestions: new Map(suggestions),
      keys: new Map(keys),
      endedSessions: new Set(endedSessions),
      outbox,
      logged: this.log.events.length,
      first: this.log.first,
    };
  }

  /** Puts the backup back; false where there is none. Everything that was connected has been stopped before. */
  restoreBackup(): boolean {
    const { backup } = this;
    if (!backup) return false;
    this.backup = null;
    this.open.clear();
    this.locks.clear();
    this.committed = backup;
    this.log.cutBack(backup.logged, backup.first);
    return true;
  }

  private begin(life: Life): Transaction {
    const tx: Transaction = { life, held: new Set() };
    this.open.add(tx);
    return tx;
  }

  private draw(): number {
    return (this.drawn += 1);
  }

  /** Any time may pass before a commit is done, and its acknowledgement may be lost. */
  private async commit(tx: Transaction, commit: () => void): Promise<void> {
    const { chance } = this.scheduler;
    tx.commit = commit;
    await this.scheduler.wait(tx.life, 'commits');
    delete tx.commit;
    commit();
    await this.scheduler.wait(tx.life, 'committed');
    if (chance.yes(lossShare)) throw new ConnectionLost('the acknowledgement was lost');
  }

  private end(tx: Transaction): void {
    if (!this.open.delete(tx)) return;
    this.locks.release(tx);
  }
}
