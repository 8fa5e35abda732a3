import { type NamedStatement, namesOf, parametersOf, type Sql, statement } from '@lianxin/database';
import type { NewEvent } from './event.types.js';

const columns = [
  ['event_id', 'uuid'],
  ['type', 'text'],
  ['version', 'int'],
  ['aggregate_type', 'text'],
  ['aggregate_id', 'text'],
  ['aggregate_version', 'int'],
  ['payload', 'jsonb'],
  ['topics', 'text[]'],
  ['actor', 'jsonb'],
  ['causation_id', 'uuid'],
  ['request_id', 'text'],
  ['occurred_at', 'timestamptz'],
] as const;

/** The columns a writer fills, in the order of `outboxValues`: `event_id, type, …`. */
export const outboxColumns = namesOf(columns);

/** How many parameters an event takes in a statement. */
export const outboxWidth = columns.length;

/**
 * The parameters of one event from `$first` on, each with its type: `$5::uuid, $6::text, …`. For a statement that writes
 * the row and its event in one go: `insert into s.outbox (${outboxColumns}) select ${outboxParameters(5)} from updated`.
 * Selecting from the updated row also orders the ids: the event gets its id while the row is locked.
 */
export function outboxParameters(first: number): string {
  return parametersOf(columns, first);
}

/** A place in the log, as statements return it; nulls where there is none. */
export interface PlaceRow {
  readonly position: number | null;
  readonly recorded_at: Date | null;
}

/**
 * The CTEs `logged` and `published` of a statement that writes one row and its event: the event goes to the log when a
 * relay has lent its head, nobody waits in this outbox, and nobody moves or logs just now; or else to the outbox. Then
 * `loggedPlace` is what the statement says of it.
 * Plan: a probe of the outbox's primary key; the function's own are by primary keys.
 * @param from what has a row if, and only if, the event is to be written
 * @param lends whether a relay has: a parameter
 * @param values the event, in the order of `outboxColumns`
 */
export function publishOne(schema: string, from: string, lends: string, values: string): string {
  return `
    logged as materialized (
      select events.log_alone(${values}) as place from ${from}
      where ${lends} and (select id from ${schema}.outbox order by id limit 1) is null),
    published as (
      insert into ${schema}.outbox (${outboxColumns})
      select ${values} from ${from} where not exists (select from logged where (place).position is not null))`;
}

/** The columns of a `PlaceRow`, in a statement that has `publishOne`. */
export const loggedPlace =
  '(select (place).position from logged) as position, (select (place).recorded_at from logged) as recorded_at';

const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

/** The values for `outboxParameters`. */
export function outboxValues(event: NewEvent): unknown[] {
  return [
    event.eventId,
    event.type,
    event.version,
    event.aggregateType,
    event.aggregateId,
    event.aggregateVersion,
    JSON.stringify(event.payload),
    event.topics,
    json(event.actor),
    event.causationId,
    event.requestId,
    event.occurredAt.toISOString(),
  ];
}

const fields = columns.map(([name, type]) => `${name} ${type}`).join(', ');

const statements = new Map<string, NamedStatement<never>>();

function appendStatement(schema: string): NamedStatement<never> {
  let append = statements.get(schema);
  if (append === undefined) {
    // One parameter for all: a list of `values` would be another text, and another plan, for each number of events.
    const rows = `rows from (jsonb_to_recordset($1::jsonb) as (${fields})) with ordinality`;
    append = statement<never>(
      `outbox_append_${schema}`,
      `insert into ${schema}.outbox (${outboxColumns})
       select ${outboxColumns} from ${rows} order by ordinality`,
    );
    statements.set(schema, append);
  }
  return append;
}

/** An event as a row of the outbox, for statements that take rows as JSON. */
export function outboxRecord(event: NewEvent): Readonly<Record<string, unknown>> {
  return {
    event_id: event.eventId,
    type: event.type,
    version: event.version,
    aggregate_type: event.aggregateType,
    aggregate_id: event.aggregateId,
    aggregate_version: event.aggregateVersion,
    payload: event.payload,
    topics: event.topics,
    actor: event.actor,
    causation_id: event.causationId,
    request_id: event.requestId,
    occurred_at: event.occurredAt,
  };
}

function appendOneStatement(schema: string): NamedStatement<PlaceRow> {
  return statement<PlaceRow>(
    `outbox_append_one_${schema}`,
    `with one as (select), ${publishOne(schema, 'one', 'true', outboxParameters(1))}
     select ${loggedPlace}`,
  );
}

const appended = new WeakSet<Sql>();

/** Whether events were appended in this transaction: whoever commits it wakes the relay. */
export function hasAppended(tx: Sql): boolean {
  return appended.has(tx);
}

/**
 * Appends events to the outbox of `schema`, in the order given, in the transaction of the change they tell of. Call it
 * after the statement that changed (and so locked) the aggregate, and `wakeRelay` after the commit.
 */
export async function appendToOutbox(tx: Sql, schema: string, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  appended.add(tx);
  await tx.query(appendStatement(schema), [JSON.stringify(events.map(outboxRecord))]);
}

/**
 * The same for one event that is all its transaction tells, where a relay has lent the head for it: in the log rather than
 * in the outbox if it can be. Nothing but the commit should come behind it: the head is the transaction's until then.
 */
export async function appendOne(tx: Sql, schema: string, event: NewEvent): Promise<PlaceRow | null> {
  const [row] = await tx.query(appendOneStatement(schema), outboxValues(event));
  return row ?? null;
}
