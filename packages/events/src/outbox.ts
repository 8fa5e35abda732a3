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
