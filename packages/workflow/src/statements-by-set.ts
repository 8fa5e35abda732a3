import { nameOfColumns } from './changed-columns.js';

/** Statements of one table that a connection may have to keep the plans of, unless told. */
const mostStatements = 48;

/**
 * The statements of a table's steps: one for each set of columns that they change. To set a column to what it holds already
 * looks to PostgreSQL like a change of every index that it is in, and it no longer clears those of the row's old versions.
 * When there are too many, a new set is written by the one that sets all.
 */
export class StatementsBySet<Statement> {
  private readonly made = new Map<string, Statement>();

  /** @param all the columns that steps may change */
  constructor(
    private readonly all: readonly string[],
    private readonly most = mostStatements,
  ) {}

  /**
   * The statement of one kind that sets these columns, or all.
   * @param kind what tells it from others that set the same
   * @param make makes it: `set` in the order of the table, `name` always the same for that set
   */
  get(changed: readonly string[], kind: string, make: (set: readonly string[], name: string) => Statement): Statement {
    const { all, made, most } = this;
    const keyOf = (set: readonly string[]): string => `${kind} ${set.join()}`;
    const known = made.get(keyOf(changed));
    if (known) return known;
    const set = made.size < most ? changed : all;
    const statement = made.get(keyOf(set)) ?? make(set, nameOfColumns(set, all));
    made.set(keyOf(set), statement);
    return statement;
  }
}
