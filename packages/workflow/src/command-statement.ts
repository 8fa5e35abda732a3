import { type NamedStatement, namesOf, type ParameterColumn, parametersOf, statement } from '@lianxin/database';
import { loggedPlace, outboxParameters, outboxValues, outboxWidth, type PlaceRow, publishOne } from '@lianxin/events';
import type { BatchedAggregate } from './batch-statements.js';
import { historyColumns } from './history-row.js';
import type { IdempotencyRow } from './idempotency.js';
import type { Transition } from './transition.js';

const keyColumns = [
  ['account_id', 'text'],
  ['key', 'text'],
  ['operation', 'text'],
  ['input_hash', 'text'],
  ['created_at', 'timestamptz'],
] as const satisfies readonly ParameterColumn<keyof IdempotencyRow>[];

/**
 * One step that is a whole transaction, as `batchCommand` writes many of them. A parameter for each column, since reading
 * a record out of JSON costs the server a description of its row type each time. Parameters: `commandValues`.
 * Plan: an update by primary key, then one insert for each table.
 * @param set the columns that it changes
 * @param name what tells it from those that change others
 */
export function commandStatement(
  { schema, table }: BatchedAggregate,
  set: readonly string[],
  name: string,
  parts: readonly string[],
): NamedStatement<PlaceRow & { readonly id: string }> {
  const history = 3 + set.length;
  const event = history + historyColumns.length;
  const key = event + outboxWidth;
  const response = key + keyColumns.length;
  const lends = response + 1;
  const inserts = parts.map(
    (part, index) => `,
    part_${part} as (
      insert into ${schema}.${part}
      select p.* from jsonb_populate_record(null::${schema}.${part}, $${lends + 1 + index}::jsonb) p
      join moved on moved.id = p.${table}_id)`,
  );
  return statement(
    [schema, table, 'command', name, ...parts].join('_'),
    `with moved as (
      update ${schema}.${table} t
      set ${['version = t.version + 1', ...set.map((column, index) => `${column} = $${3 + index}`)].join(', ')}
      where t.id = $1 and t.version = $2
      returning t.id),
    history as (
      insert into ${schema}.${table}_history (${namesOf(historyColumns)})
      select ${parametersOf(historyColumns, history)} from moved),
    ${publishOne(schema, 'moved', `$${lends}::boolean`, outboxParameters(event))},
    remembered as (
      insert into ${schema}.idempotency (${namesOf(keyColumns)}, response)
      select ${parametersOf(keyColumns, key)}, $${response}::jsonb from moved where $${response}::jsonb is not null)${inserts.join('')}
    select moved.id, ${loggedPlace} from moved`,
  );
}

/** Dates as JSON has them: the driver would write them down in the process's own time zone, and take longer. */
const sent = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

/**
 * The parameters of `commandStatement`.
 * @param set the columns that the statement changes
 * @param written the next row as JSON, which the key keeps
 * @param names of the parts, as the statement has them
 * @param lends whether a relay lends the head of the log, see `publishAlone`
 */
export function commandValues(
  set: readonly string[],
  { id, version, row, history, event, key, parts }: Transition,
  written: string,
  names: readonly string[],
  lends: boolean,
): unknown[] {
  return [
    id,
    version,
    ...set.map((column) => sent(row[column])),
    ...historyColumns.map(([column]) => sent(history[column])),
    ...outboxValues(event),
    ...keyColumns.map(([column]) => key?.[column] ?? null),
    key && written,
    lends,
    ...names.map((name) => JSON.stringify(parts[name])),
  ];
}
