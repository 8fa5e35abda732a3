import { DataSource } from 'typeorm';
import type { Pool, PoolClient } from 'pg';
import { hostOf, naming, unreachable } from './connection-failure.js';
import type { NamedStatement } from './named-statement.js';
import { QueryFeed } from './query-feed.js';
import { assertSchemaName, type EntityClass } from './schema-module.js';
import type { Db, Sql } from './sql.js';
import { typeParsers } from './type-parsers.js';

/** How to open a `Db`. Times are in milliseconds; 0 means no limit. */
export interface OpenDbOptions {
  readonly url: string;
  /** The search path: this schema only. */
  readonly schema: string;
  readonly entities?: readonly EntityClass[];
  /** Connections at most; 10 unless told. */
  readonly poolSize?: number;
  readonly applicationName?: string;
  /** 15 s unless told. */
  readonly statementTimeoutMs?: number;
  /** 5 s unless told. */
  readonly lockTimeoutMs?: number;
  /** How long to wait for a connection; 15 s unless told, as long as the statement may take that has it. */
  readonly connectTimeoutMs?: number;
  /** Told when an idle connection dies; the pool replaces it by itself. */
  readonly onConnectionLost?: (error: Error) => void;
}

/**
 * Connections that stay open though nobody needs them; the pool closes others after 10 s. A new one knows no plan and has no
 * page of the server's memory mapped: after a pause a read of a suggestion took 11 ms instead of 4.
 */
const keptConnections = 2;

/**
 * Settings of every connection, given at its start so that no statement has to set them. A generic plan is forced: our
 * named statements are written for one plan, and planning each call anew cost more than it gave in the reads measured
 * for the architecture page.
 */
function startupOptions({ schema, statementTimeoutMs = 15_000, lockTimeoutMs = 5_000 }: OpenDbOptions): string {
  const settings = {
    search_path: schema,
    plan_cache_mode: 'force_generic_plan',
    statement_timeout: statementTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: 60_000,
    timezone: 'UTC',
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${String(value)}`)
    .join(' ');
}

/** Opens a pool on `schema`. Throws DATABASE_UNREACHABLE when the server does not answer or does not let us in. */
export async function openDb(options: OpenDbOptions): Promise<Db> {
  assertSchemaName(options.schema);
  const feed = new QueryFeed();
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    schema: options.schema,
    entities: [...(options.entities ?? [])],
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName ?? `lianxin ${options.schema}`,
    connectTimeoutMS: options.connectTimeoutMs ?? 15_000,
    // Without a handler an idle connection's death would be an uncaught error.
    poolErrorHandler: (error: Error) => options.onConnectionLost?.(error),
    logger: feed,
    extra: { options: startupOptions(options), types: typeParsers, keepAlive: true, min: keptConnections },
  });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw unreachable(options.url, error);
  }
  return new PooledDb(dataSource, options.schema, options.url, feed);
}

const heard = new WeakSet<PoolClient>();

/**
 * The pool hears a connection's 'error' only while it is idle, and unheard it would end the process. Whoever takes the
 * connection hears it a moment later at best: too late for a session that ends in the packet that opens it.
 */
function keepHearing(client: PoolClient): void {
  if (heard.has(client)) return;
  heard.add(client);
  client.on('error', () => undefined);
}

interface Runner {
  query(config: { name?: string; text: string; values?: unknown[] }): Promise<{ rows: unknown[] }>;
}

class PooledDb implements Db {
  private readonly pool: Pool;
  private closing: Promise<void> | undefined;
  readonly database: string;

  constructor(
    readonly dataSource: DataSource,
    readonly schema: string,
    private readonly url: string,
    private readonly feed: QueryFeed,
  ) {
    this.database = hostOf(url);
    // TypeORM types its driver's pool as `any`; it is the pool our named statements share with it.
    this.pool = (dataSource.driver as unknown as { master: Pool }).master;
    this.pool.on('acquire', keepHearing);
  }

  query<Row>({ name, text }: NamedStatement<Row>, values?: readonly unknown[]): Promise<Row[]> {
    return this.run<Row>(this.pool, text, values, name);
  }

  queryText<Row>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    return this.run<Row>(this.pool, text, values);
  }

  async transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
    const client = await naming(this.url, () => this.pool.connect());
    let lost: Error | undefined;
    const noteLoss = (error: Error): void => void (lost = error);
    client.on('error', noteLoss);
    try {
      await this.run(client, 'begin');
      const result = await work(this.sqlOf(client));
      await this.commit(client);
      return result;
    } catch (error) {
      await this.run(client, 'rollback').catch((failure: Error) => (lost ??= failure));
      throw error;
    } finally {
      client.off('error', noteLoss);
      client.release(lost);
    }
  }

  onQuery(listener: Parameters<Db['onQuery']>[0]): () => void {
    return this.feed.listen(listener);
  }

  close(): Promise<void> {
    return (this.closing ??= this.dataSource.destroy());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** COMMIT of a transaction in which a statement failed answers ROLLBACK and no error: nothing was kept, so it throws. */
  private async commit(client: PoolClient): Promise<void> {
    this.feed.tell({ text: 'commit' });
    const { command } = await naming(this.url, () => client.query('commit'));
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back: a failed statement was passed over');
  }

  private sqlOf(client: PoolClient): Sql {
    return {
      query: ({ name, text }, values) => this.run(client, text, values, name),
      queryText: (text, values) => this.run(client, text, values),
    };
  }

  private async run<Row>(on: Runner, text: string, values?: readonly unknown[], name?: string): Promise<Row[]> {
    this.feed.tell(name === undefined ? { text } : { name, text });
    const { rows } = await naming(this.url, () => on.query({ name, text, values: values as unknown[] | undefined }));
    return rows as Row[];
  }
}
