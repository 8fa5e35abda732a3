import type { Db, NamedStatement } from '@lianxin/database';
import { outboxRecord, type PlaceRow, publishAlone } from '@lianxin/events';
import { batchCommand, type BatchedAggregate } from './batch-statements.js';
import { checkColumns } from './check-columns.js';
import { changedColumns } from './changed-columns.js';
import { commandStatement, commandValues } from './command-statement.js';
import type { IdempotencyRow } from './idempotency.js';
import { StatementsBySet } from './statements-by-set.js';
import type { Transition } from './transition.js';

/**
 * What became of a step: its event waits in the outbox (wake the relay) or is logged already; or the version was stale,
 * and nothing was written.
 */
export type StepOutcome = 'waits' | 'logged' | 'stale';

/** What a statement says of a step that moved, and of the place of its event if it was alone. */
interface Moved extends Partial<PlaceRow> {
  readonly id: string;
}

/** A statement, and the columns that it sets. */
interface Command {
  readonly set: readonly string[];
  readonly statement: NamedStatement<Moved>;
}

/** What became of the steps that moved, by their ids. */
type Settlements = ReadonlyMap<string, StepOutcome>;

interface Waiting {
  readonly transition: Transition;
  readonly settle: (outcome: StepOutcome) => void;
  readonly fail: (error: unknown) => void;
}

/** Most that share a statement. */
const mostTogether = 64;
/** Statements at a time. More would make them smaller; one alone would let one locked row hold up everybody. */
const mostAtOnce = 3;

/**
 * Writes transitions, each of them whole or not at all: the row if its version is still the one that was read, its
 * history, its event, its key and its parts. Those that are asked for in one turn of the event loop, or while others are
 * being written, share a statement and so a commit; two of one aggregate never do. When a shared statement is refused for
 * one of them, each is written by itself.
 */
export class TransitionWriter {
  private waiting: Waiting[] = [];
  private running = 0;
  private isDue = false;
  private readonly commands: StatementsBySet<Command>;
  private readonly changing: readonly string[];

  private constructor(
    private readonly db: Db,
    private readonly aggregate: BatchedAggregate,
  ) {
    this.changing = aggregate.columns.filter((column) => column !== 'id' && column !== 'version');
    this.commands = new StatementsBySet(this.changing);
  }

  /**
   * The writer of a table on a migrated database.
   * @throws Error that names the columns that steps cannot change
   */
  static async open(db: Db, aggregate: BatchedAggregate): Promise<TransitionWriter> {
    await checkColumns(db, aggregate);
    return new TransitionWriter(db, aggregate);
  }

  /** Rejects as the database does. */
  write(transition: Transition): Promise<StepOutcome> {
    return new Promise((settle, fail) => {
      this.waiting.push({ transition, settle, fail });
      this.arrange();
    });
  }

  private arrange(): void {
    if (this.isDue || this.running === mostAtOnce || this.waiting.length === 0) return;
    this.isDue = true;
    setImmediate(() => {
      this.isDue = false;
      void this.writeTogether(this.nextBatch());
      this.arrange();
    });
  }

  private nextBatch(): readonly Waiting[] {
    const batch = new Map<string, Waiting>();
    const left: Waiting[] = [];
    for (const each of this.waiting) {
      const { id } = each.transition;
      if (batch.size < mostTogether && !batch.has(id)) batch.set(id, each);
      else left.push(each);
    }
    this.waiting = left;
    // In one order, so that two processes do not wait for each other's rows.
    return [...batch.values()].sort((a, b) => (a.transition.id < b.transition.id ? -1 : 1));
  }

  private async writeTogether(batch: readonly Waiting[]): Promise<void> {
    this.running += 1;
    try {
      const moved = await this.run(batch.map(({ transition }) => transition));
      for (const { transition, settle } of batch) settle(moved.get(transition.id) ?? 'stale');
    } catch (error) {
      if (batch.length > 1 && isRefusal(error)) await Promise.all(batch.map((each) => this.writeAlone(each)));
      else for (const { fail } of batch) fail(error);
    } finally {
      this.running -= 1;
      this.arrange();
    }
  }

  private async writeAlone({ transition, settle, fail }: Waiting): Promise<void> {
    await this.run([transition]).then((moved) => settle(moved.get(transition.id) ?? 'stale'), fail);
  }

  private run(transitions: readonly Transition[]): Promise<Settlements> {
    return transitions.length === 1 ? this.runOne(transitions[0]!) : this.runMany(transitions);
  }

  private async runOne(transition: Transition): Promise<Settlements> {
    const names = Object.keys(transition.parts).sort();
    const { set, statement } = this.commandFor([transition], names, commandStatement);
    const write = (lends: boolean): Promise<Moved[]> =>
      this.db.query(statement, commandValues(set, transition, nextRow(transition), names, lends));
    const { event } = transition;
    const { result, waits } = await publishAlone(this.db, write, ([place]) => place && { event, place });
    return settlements(result, waits ? 'waits' : 'logged');
  }

  private async runMany(transitions: readonly Transition[]): Promise<Settlements> {
    const names = [...new Set(transitions.flatMap(({ parts }) => Object.keys(parts)))].sort();
    const rows = transitions.map(nextRow);
    const histories = transitions.map(({ history }) => JSON.stringify(history));
    const events = transitions.map(({ event }) => JSON.stringify(outboxRecord(event)));
    const keys = transitions.flatMap(({ key }, n) => (key ? [withResponse(key, rows[n] ?? '')] : []));
    const values = [
      ...[rows, histories, events, keys].map((records) => `[${records.join(',')}]`),
      ...names.map((part) => JSON.stringify(transitions.flatMap((each) => each.parts[part] ?? []))),
    ];
    return settlements(
      await this.db.query(this.commandFor(transitions, names, batchCommand).statement, values),
      'waits',
    );
  }

  private commandFor(transitions: readonly Transition[], parts: readonly string[], make: typeof batchCommand): Command {
    const kind = `${make.name} ${parts.join()}`;
    return this.commands.get(changedColumns(this.changing, transitions), kind, (set, name) => ({
      set,
      statement: make(this.aggregate, set, name, parts),
    }));
  }
}

const settlements = (moved: readonly Moved[], outcome: StepOutcome): Settlements =>
  new Map(moved.map(({ id }) => [id, outcome]));

/** The next row, as JSON. */
const nextRow = ({ id, version, row }: Transition): string => JSON.stringify({ id, version: version + 1, ...row });

/** The key as a row, its response being a row that is written down already. */
function withResponse(key: IdempotencyRow, row: string): string {
  return `${JSON.stringify(key).slice(0, -1)},"response":${row}}`;
}

/** Whether the database refused what was asked, so that nothing was written: data, constraints, rollbacks, locks. */
function isRefusal(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && /^(22|23|40|55)...$/.test(code);
}
