import type { IdempotencyRow } from '@lianxin/workflow';
import { type NewEvent, outboxColumns, outboxParameters, outboxValues, outboxWidth } from '@lianxin/events';

const changing = [
  'category_code urgency status lead_unit_id assist_unit_ids representative_id admitted_at dispatched_at accepted_at',
  'replied_at closed_at clock_started_at due_at handle_due_at paused_at return_by dispatch_count designated rework_no',
  'merged_into_id rating calendar_version updated_at',
].join(' ');
const names = `string_to_array('id version ${changing}', ' ')`;

/** $1 suggestions, each with what a step may change of it as JSON. */
export const selectSubjects = `
  select s.id, s.version,
    (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(s)) where key = any(${names}) and key not in ('id', 'version')) as row,
    s.number, s.station_id as "stationId", s.region_code as "regionCode", s.lead_unit_id as "leadUnitId"
  from suggestions.suggestion s
  where s.status = 'IN_PROGRESS' and s.lead_unit_id is not null order by s.id limit $1`;

/** What a step may change, as the suggestions subgraph has it; a column that is not there is an error. */
export const selectColumns = `select unnest(${names}) as name`;

const update = `update suggestions.suggestion set status = $3, updated_at = $4, version = version + 1
  where id = $1::uuid and version = $2::int`;

export const bareUpdate = { name: 'bench_update', text: update } as const;

const historyColumns = [
  'event_id',
  'subject_id',
  'version',
  'action',
  'from_status',
  'to_status',
  'at',
  'business_date',
  'actor_role',
  'actor_name',
] as const;

type HistoryRow = Readonly<Record<(typeof historyColumns)[number], unknown>>;

const firstOfHistory = 5;
const firstOfEvent = firstOfHistory + historyColumns.length;
const types: Partial<Record<(typeof historyColumns)[number], string>> = {
  event_id: 'uuid',
  subject_id: 'uuid',
  version: 'int',
  at: 'timestamptz',
  business_date: 'date',
};
const historyParameters = historyColumns.map(
  (column, index) => `$${firstOfHistory + index}::${types[column] ?? 'text'}`,
);

const writes = `moved as (${update} returning id),
    history as (insert into suggestions.suggestion_history (${historyColumns.join(', ')})
      select ${historyParameters.join(', ')} from moved),
    published as (insert into suggestions.outbox (${outboxColumns}) select ${outboxParameters(firstOfEvent)} from moved)`;

/** The same writes as anybody would put them into one statement by hand, with a parameter for each column. */
export const bareTransition = { name: 'bench_transition', text: `with ${writes} select id from moved` } as const;

const keyTypes = ['text', 'text', 'text', 'text', 'timestamptz', 'jsonb'];
const keyParameters = keyTypes.map((type, index) => `$${firstOfEvent + outboxWidth + index}::${type}`);

/** With the idempotency key, which keeps what a step may change. */
export const keyedTransition = {
  name: 'bench_keyed_transition',
  text: `with ${writes},
    remembered as (insert into suggestions.idempotency (account_id, key, operation, input_hash, created_at, response)
      select ${keyParameters.join(', ')} from moved)
    select id from moved`,
} as const;

export const keyValues = (key: IdempotencyRow, response: object): unknown[] => [
  key.account_id,
  key.key,
  key.operation,
  key.input_hash,
  key.created_at,
  JSON.stringify(response),
];

export function bareValues(id: string, version: number, history: HistoryRow, event: NewEvent): unknown[] {
  const { to_status: status, at } = history;
  return [id, version, status, at, ...historyColumns.map((column) => history[column]), ...outboxValues(event)];
}

/** Takes out what transitions have put in, as the relay and the sweep do: rows go, and their pages stay. */
export const emptyTransitions = [
  'delete from suggestions.outbox',
  'delete from suggestions.idempotency',
  'vacuum (truncate false) suggestions.outbox, suggestions.idempotency',
];
