import { randomUUID } from 'node:crypto';
import { type Db, type NamedStatement, type Sql, statement } from '@lianxin/database';
import { appendToOutbox, type NewEvent, wakeRelay } from '@lianxin/events';

/** How many of the given records were new, and how many were there already and stayed as they were. */
export interface RegistrationCounts {
  readonly added: number;
  readonly unchanged: number;
}

/** What a registration tells of a record that was new. */
export interface RegisteredRecord {
  readonly aggregateType: string;
  /** The key that the statement returns. */
  readonly aggregateId: string;
  readonly payload: object;
  readonly topics: readonly string[];
}

/** How records of one kind are registered. */
export interface Registration<Row extends object> {
  /** Made by `registrationStatement`. */
  readonly insert: NamedStatement<{ key: string }>;
  readonly recordOf: (row: Row) => RegisteredRecord;
  /** Writes what belongs to the new records, in the same transaction. */
  readonly addParts?: (tx: Sql, added: ReadonlySet<string>) => Promise<void>;
}

/**
 * Inserts the rows that are new; a row that meets another one's key is left out. The rows travel as JSON, so one
 * prepared text serves any number of them. Returns the keys that were added.
 * Plan: an insert from the rows.
 */
export function registrationStatement(schema: string, table: string, key: string): NamedStatement<{ key: string }> {
  return statement(
    `${schema}_${table}_registration`,
    `insert into ${schema}.${table} select r.* from jsonb_populate_recordset(null::${schema}.${table}, $1::jsonb) r
     on conflict do nothing returning ${key}::text as key`,
  );
}

/** The event of a new record. The installation itself acts: registers are loaded, not commanded. */
function registered({ aggregateType, aggregateId, payload, topics }: RegisteredRecord, now: Date): NewEvent {
  return {
    eventId: randomUUID(),
    type: `${aggregateType}.registered`,
    version: 1,
    aggregateType,
    aggregateId,
    aggregateVersion: 1,
    payload,
    topics,
    actor: { role: 'SYSTEM', name: '系统' },
    causationId: null,
    requestId: null,
    occurredAt: now,
  };
}

/**
 * Runs a registration: the new rows, what belongs to them and their events in one transaction; then wakes the relay.
 * @param given the rows, or what makes them in the same transaction when they refer to what must be there before.
 */
export async function register<Row extends object>(
  db: Db,
  { insert, recordOf, addParts }: Registration<Row>,
  given: readonly Row[] | ((tx: Sql) => Promise<readonly Row[]>),
  now: Date,
): Promise<RegistrationCounts> {
  const counts = await db.transaction(async (tx) => {
    const rows = typeof given === 'function' ? await given(tx) : given;
    const keys = new Set((await tx.query(insert, [JSON.stringify(rows)])).map(({ key }) => key));
    if (keys.size > 0) await addParts?.(tx, keys);
    const records = rows.map(recordOf).filter(({ aggregateId }) => keys.has(aggregateId));
    await appendToOutbox(
      tx,
      db.schema,
      records.map((record) => registered(record, now)),
    );
    return { added: keys.size, unchanged: rows.length - keys.size };
  });
  if (counts.added > 0) wakeRelay(db);
  return counts;
}
