import { type NamedStatement, statement } from '@lianxin/database';
import { outboxColumns } from '@lianxin/events';

/** Shape of an aggregate whose transitions are stored: its table, its columns, and the tables of its parts. */
export interface StoredAggregate {
  readonly schema: string;
  readonly table: string;
  /** Columns that a transition may change, without `id` and `version`. */
  readonly columns: readonly string[];
  /** Tables that a transition may add rows to, e.g. `reply`. */
  readonly parts: readonly string[];
}

function effects({ schema, table, parts }: StoredAggregate, firstPart: number): string {
  const partInserts = parts.map(
    (part, index) => `,
    part_${part} as (
      insert into ${schema}.${part}
      select p.* from moved, jsonb_populate_recordset(null::${schema}.${part}, $${firstPart + index}::jsonb) p)`,
  );
  return `
    history as (
      insert into ${schema}.${table}_history
      select h.* from moved, jsonb_populate_record(null::${schema}.${table}_history, $1::jsonb) h),
    published as (
      insert into ${schema}.outbox (${outboxColumns})
      select ${outboxColumns.replace(/\w+/g, 'o.$&')} from moved, jsonb_populate_record(null::${schema}.outbox, $2::jsonb) o),
    remembered as (
      insert into ${schema}.idempotency
      select i.account_id, i.key, i.operation, i.input_hash, to_jsonb(moved), i.created_at
      from moved, jsonb_populate_record(null::${schema}.idempotency, $3::jsonb) i
      where $3::jsonb is not null)${partInserts.join('')}
    select moved.* from moved`;
}

/**
 * One statement that is the whole transaction of a transition: the conditional update, and, only if it happened, the
 * history row, the outbox row, the idempotency key and the new parts. No row comes back when the version was stale.
 * Plan: an update by primary key, then one insert from a single row for each table. The row travels as JSON, so that
 * one statement serves every action of the aggregate and stays prepared.
 * Parameters: history, event, idempotency key or null, id, expected version, next row, parts…
 */
export function transitionStatement<Row>(aggregate: StoredAggregate): NamedStatement<Row> {
  const { schema, table, columns } = aggregate;
  const targets = [...columns, 'version'].join(', ');
  const values = [...columns.map((column) => `n.${column}`), '$5::int + 1'].join(', ');
  return statement<Row>(
    `${schema}_${table}_transition`,
    `with moved as (
      update ${schema}.${table} t
      set (${targets}) = (select ${values} from jsonb_populate_record(null::${schema}.${table}, $6::jsonb) n)
      where t.id = $4::uuid and t.version = $5::int
      returning t.*),${effects(aggregate, 7)}`,
  );
}

/**
 * The same for an entity's first state: the insert with its history, event, key and parts.
 * Parameters: history, event, idempotency key or null, row, parts…
 */
export function creationStatement<Row>(aggregate: StoredAggregate): NamedStatement<Row> {
  const { schema, table } = aggregate;
  return statement<Row>(
    `${schema}_${table}_creation`,
    `with moved as (
      insert into ${schema}.${table}
      select r.* from jsonb_populate_record(null::${schema}.${table}, $4::jsonb) r
      returning *),${effects(aggregate, 5)}`,
  );
}
