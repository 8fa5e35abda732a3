import { type NamedStatement, statement } from '@lianxin/database';
import { outboxColumns } from '@lianxin/events';

/** Where an aggregate is created: its table, and the tables of its parts. */
export interface CreatedAggregate {
  readonly schema: string;
  readonly table: string;
  readonly parts: readonly string[];
}

function effects({ schema, table, parts }: CreatedAggregate, firstPart: number): string {
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
 * One statement that is the whole transaction of an entity's first state: the row, its history, its event, its
 * idempotency key and its parts. Plan: one insert from a single row for each table. Rows travel as JSON, so that the
 * statement stays prepared. Parameters: history, event, idempotency key or null, row, parts…
 */
export function creationStatement<Row>(aggregate: CreatedAggregate): NamedStatement<Row> {
  const { schema, table } = aggregate;
  return statement<Row>(
    `${schema}_${table}_creation`,
    `with moved as (
      insert into ${schema}.${table}
      select r.* from jsonb_populate_record(null::${schema}.${table}, $4::jsonb) r
      returning *),${effects(aggregate, 5)}`,
  );
}
