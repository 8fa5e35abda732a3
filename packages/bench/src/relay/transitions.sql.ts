import { type NewEvent, outboxColumns, outboxParameters, outboxValues } from '@lianxin/events';

/** $1 suggestions, each with its row as JSON. */
export const selectSubjects = `
  select s.id, s.version, to_jsonb(s) as row from suggestions.suggestion s
  where s.status = 'IN_PROGRESS' and s.lead_unit_id is not null order by s.id limit $1`;

/** What a transition may change, in the order of the table. */
export const selectColumns = `
  select attname as name from pg_attribute
  where attrelid = 'suggestions.suggestion'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    and attname not in ('id', 'version')
  order by attnum`;

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

/** The same writes as anybody would put them into one statement by hand, with a parameter for each column. */
export const bareTransition = {
  name: 'bench_transition',
  text: `with moved as (${update} returning id),
    history as (insert into suggestions.suggestion_history (${historyColumns.join(', ')})
      select ${historyParameters.join(', ')} from moved),
    published as (insert into suggestions.outbox (${outboxColumns}) select ${outboxParameters(firstOfEvent)} from moved)
    select id from moved`,
} as const;

export function bareValues(id: string, version: number, history: HistoryRow, event: NewEvent): unknown[] {
  const { to_status: status, at } = history;
  return [id, version, status, at, ...historyColumns.map((column) => history[column]), ...outboxValues(event)];
}

export const emptyTransitions = 'truncate suggestions.outbox, suggestions.idempotency';
