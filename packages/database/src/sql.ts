import type { DataSource } from 'typeorm';
import type { NamedStatement } from './named-statement.js';

/** Runs statements: on a pooled connection each (`Db`), or on the one connection of a transaction. */
export interface Sql {
  /** Runs a named statement; the plan is kept on the connection. */
  query<Row>(statement: NamedStatement<Row>, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs a text that is not worth a name: tests, maintenance, migrations. */
  queryText<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** One statement as it is sent; `name` only for named ones. */
export interface QueryInfo {
  readonly name?: string;
  readonly text: string;
}

/**
 * One schema's door to PostgreSQL: a TypeORM data source and the named statements, on one pool.
 * `await using` closes it.
 */
export interface Db extends Sql, AsyncDisposable {
  readonly dataSource: DataSource;
  readonly schema: string;
  /** Which database it is: host and name, as in the URL. */
  readonly database: string;
  /**
   * Runs `work` between BEGIN and COMMIT on one connection (READ COMMITTED); a throw rolls back and is rethrown.
   * `tx` is dead once `work` has settled. If the connection is lost during COMMIT, whether it happened is unknown:
   * an idempotency key answers that, not this function.
   */
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  /** Calls `listener` for every statement sent, TypeORM's own included. Returns the function that ends it. */
  onQuery(listener: (query: QueryInfo) => void): () => void;
  /** Closes the pool after the statements under way. May be called again. */
  close(): Promise<void>;
}
