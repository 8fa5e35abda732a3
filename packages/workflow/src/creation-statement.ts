import { type NamedStatement, statement } from '@lianxin/database';
import { loggedPlace, outboxColumns, type PlaceRow, publishOne } from '@lianxin/events';

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
    told as (
      select o.* from moved, jsonb_populate_record(null::${schema}.outbox, $2::jsonb) o),
    ${publishOne(schema, 'told', '$4::boolean', outboxColumns)},
    remembered as (
      insert into ${schema}.idempotency
      select i.account_id, i.key, i.operation, i.input_hash, to_jsonb(moved), i.created_at
      from moved, jsonb_populate_record(null::${schema}.idempotency, $3::jsonb) i
      where $3::jsonb is not null)${partInserts.join('')}
    select moved.*, ${loggedPlace} from moved`;
}

/**
 * One statement that is the whole transaction of an entity's first state: the row, its history, its event, its
 * idempotency key and its parts. Plan: one insert from a single row for each table. Rows travel as JSON, so that the
 * statement stays prepared. Parameters: history, event, idempotency key or null,
 * whether a relay lends the head of the log (see `publishAlone`), row, parts…
 */
export function creationStatement<Row>(aggregate: CreatedAggregate): NamedStatement<Row & PlaceRow> {
  const { schema, table } = aggregate;
  return statement<Row & PlaceRow>(
    `${schema}_${table}_creation`,
    `with moved as (
      insert into ${schema}.${table}
      select r.* from jsonb_populate_record(null::${schema}.${table}, $5::jsonb) r
      returning *),${effects(aggregate, 6)}`,
  );
}
