import { type NamedStatement, type Sql, statement } from '@lianxin/database';
import { outboxColumns } from '@lianxin/events';
import type { IdempotencyRow } from './idempotency.js';

/** A table whose rows take their steps in batches. */
export interface BatchedAggregate {
  readonly schema: string;
  readonly table: string;
  /** The columns that a step may change, with `id` and `version`; for first states all. */
  readonly columns: readonly string[];
}

/** A parameter as rows of a table: a list of objects. */
const rowsIn = (parameter: number, table: string): string =>
  `jsonb_populate_recordset(null::${table}, $${parameter}::jsonb)`;

function effects({ schema, table }: BatchedAggregate): string {
  return `
    history as (
      insert into ${schema}.${table}_history
      select h.* from ${rowsIn(2, `${schema}.${table}_history`)} h
      join moved on moved.id = h.subject_id),
    published as (
      insert into ${schema}.outbox (${outboxColumns})
      select ${outboxColumns.replace(/\w+/g, 'o.$&')} from ${rowsIn(3, `${schema}.outbox`)} o
      join moved on moved.id::text = o.aggregate_id)`;
}

/** The update of a batch of steps, and what it brings with it. */
function steps(aggregate: BatchedAggregate, returned: string): string {
  const { schema, table, columns } = aggregate;
  const targets = columns.filter((column) => column !== 'id');
  return `with moved as (
      update ${schema}.${table} t
      set (${targets.join(', ')}) = row(${targets.map((column) => `n.${column}`).join(', ')})
      from ${rowsIn(1, `${schema}.${table}`)} n
      where t.id = n.id and t.version = n.version - 1
      returning ${returned}),${effects(aggregate)}`;
}

/**
 * First states of any number of aggregates, each with its history row and its event. Parameters: rows, histories, events.
 * Plan: inserts from a JSON record set.
 */
export function batchCreation<Row>(aggregate: BatchedAggregate): NamedStatement<Row> {
  const { schema, table } = aggregate;
  return statement<Row>(
    `${schema}_${table}_batch_creation`,
    `with moved as (
      insert into ${schema}.${table}
      select r.* from ${rowsIn(1, `${schema}.${table}`)} r
      returning *),${effects(aggregate)}
    select moved.* from moved`,
  );
}

/**
 * One step of each of any number of aggregates, to the rows given; a row moves only if its version is the one before.
 * Whoever needs all of them to move counts the rows that come back. Parameters: next rows, histories, events.
 * Plan: for each row an update by primary key, then one insert for each table.
 * @param set the columns that it changes
 * @param name what tells it from those that change others
 */
export function batchTransition<Row>(
  { schema, table }: BatchedAggregate,
  set: readonly string[],
  name: string,
): NamedStatement<Row> {
  return statement<Row>(
    `${schema}_${table}_batch_transition_${name}`,
    `${steps({ schema, table, columns: ['version', ...set] }, 't.*')}
    select moved.* from moved`,
  );
}

/**
 * The same as whole transactions of commands: each with its idempotency key, whose response is the next row, and with the
 * rows that it adds to `parts`, tables that name the aggregate by `<table>_id`. Answers with the ids that moved.
 * Parameters: next rows, histories, events, keys, parts….
 * @param set the columns that it changes
 * @param name what tells it from those that change others
 */
export function batchCommand(
  { schema, table }: BatchedAggregate,
  set: readonly string[],
  name: string,
  parts: readonly string[],
): NamedStatement<{ readonly id: string }> {
  const inserts = parts.map(
    (part, index) => `,
    part_${part} as (
      insert into ${schema}.${part}
      select p.* from ${rowsIn(index + 5, `${schema}.${part}`)} p
      join moved on moved.id = p.${table}_id)`,
  );
  return statement<{ readonly id: string }>(
    [schema, table, 'batch_command', name, ...parts].join('_'),
    `${steps({ schema, table, columns: ['version', ...set] }, 't.id')},
    remembered as (
      insert into ${schema}.idempotency
      select i.* from ${rowsIn(4, `${schema}.idempotency`)} i
      join moved on moved.id = (i.response->>'id')::uuid)${inserts.join('')}
    select moved.id from moved`,
  );
}

/** Keeps the answer of a command that runs in a transaction of several statements, under its key. */
export async function rememberKey(
  tx: Sql,
  schema: string,
  key: IdempotencyRow,
  response: Readonly<Record<string, unknown>>,
): Promise<void> {
  // Plan: an insert.
  const remember = statement<never>(
    `${schema}_remember_key`,
    `insert into ${schema}.idempotency (account_id, key, operation, input_hash, response, created_at)
     values ($1, $2, $3, $4, $5::jsonb, $6)`,
  );
  const { account_id, key: name, operation, input_hash, created_at } = key;
  await tx.query(remember, [account_id, name, operation, input_hash, JSON.stringify(response), created_at]);
}
