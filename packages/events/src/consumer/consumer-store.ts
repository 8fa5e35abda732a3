import { type NamedStatement, type Sql, statement } from '@lianxin/database';
import type { LoggedEvent } from '../event.types.js';
import { boundsQuery, type LogBounds } from '../log/read-log.js';

/** Why an event was set aside. */
export interface Parking {
  readonly reason: string;
  readonly attempts: number;
}

/** What a consumer remembers, in its own schema, all of it in the transaction of the effect. */
export interface ConsumerStore {
  /** Makes the checkpoint if there is none. */
  begin(sql: Sql, position: number): Promise<void>;
  /**
   * The position, with its row locked: of two processes that run one consumer, one works and the other waits; and where
   * the kept log begins and ends.
   */
  look(tx: Sql): Promise<LogBounds & { readonly position: number }>;
  advance(tx: Sql, position: number): Promise<void>;
  /**
   * The same without a lock, and moves the position on when the next `window` events are of none of `types`. Such a move
   * may get lost in a crash, and is made again.
   */
  pass(sql: Sql, types: readonly string[], window: number): Promise<LogBounds & { readonly position: number }>;
  /** Advances, and notes events as handled; the ids of those that were not before. */
  take(tx: Sql, eventIds: readonly string[], position: number): Promise<Set<string>>;
  /** Notes events as handled; the ids of those that were not before. */
  claim(tx: Sql, eventIds: readonly string[]): Promise<Set<string>>;
  park(tx: Sql, event: LoggedEvent, parking: Parking): Promise<void>;
  /** Ends an event's parking. */
  unpark(tx: Sql, eventId: string): Promise<void>;
  /** One more attempt at a parked event that failed, and why. */
  noteFailure(sql: Sql, eventId: string, reason: string): Promise<void>;
}

interface Statements {
  readonly begin: NamedStatement<never>;
  readonly look: NamedStatement<LogBounds & { position: number }>;
  readonly advance: NamedStatement<never>;
  readonly pass: NamedStatement<LogBounds & { position: number }>;
  readonly take: NamedStatement<{ event_id: string }>;
  readonly claim: NamedStatement<{ event_id: string }>;
  readonly park: NamedStatement<never>;
  readonly unpark: NamedStatement<never>;
  readonly noteFailure: NamedStatement<never>;
}

const statementsOf = (schema: string): Statements => ({
  begin: statement(
    `consumer_begin_${schema}`,
    `insert into ${schema}.consumer_checkpoint (consumer, position) values ($1, $2) on conflict do nothing`,
  ),
  advance: statement(
    `consumer_advance_${schema}`,
    `update ${schema}.consumer_checkpoint set position = $2, updated_at = now() where consumer = $1`,
  ),
  // The bounds may be older than the position, when another process held the row: then nothing is read.
  look: statement(
    `consumer_look_${schema}`,
    `select checkpoint.position, kept.first, kept.last
     from ${schema}.consumer_checkpoint as checkpoint cross join (${boundsQuery}) as kept
     where consumer = $1 for update of checkpoint`,
  ),
  // The log by its primary key from the position on. Whoever moved the position meanwhile knows better, and what is archived
  // cannot be passed over: nothing is moved then. Nobody waits for the disk for what can be had again.
  pass: statement(
    `consumer_pass_${schema}`,
    `with place as (
       select checkpoint.position, kept.first, kept.last, least(checkpoint.position + $3::int, kept.last) as up_to
       from ${schema}.consumer_checkpoint as checkpoint cross join (${boundsQuery}) as kept
       where consumer = $1
     ), passed as (
       update ${schema}.consumer_checkpoint as checkpoint set position = up_to, updated_at = now() from place
       where consumer = $1 and checkpoint.position = place.position and up_to > place.position and first <= place.position + 1
         and (select not exists (
           select from events.log where log.position > place.position and log.position <= up_to and type = any($2::text[])
         ))
       returning checkpoint.position
     )
     select coalesce((select position from passed), position) as position, first, last,
       set_config('synchronous_commit', 'off', true)
     from place`,
  ),
  take: statement(
    `consumer_take_${schema}`,
    `with advanced as (
       update ${schema}.consumer_checkpoint set position = $3, updated_at = now() where consumer = $1
     )
     insert into ${schema}.inbox (consumer, event_id) select $1, unnest($2::uuid[])
     on conflict do nothing returning event_id`,
  ),
  claim: statement(
    `consumer_claim_${schema}`,
    `insert into ${schema}.inbox (consumer, event_id) select $1, unnest($2::uuid[])
     on conflict do nothing returning event_id`,
  ),
  park: statement(
    `consumer_park_${schema}`,
    `insert into ${schema}.parked_event (consumer, event_id, position, type, version, reason, attempts)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
  ),
  unpark: statement(
    `consumer_unpark_${schema}`,
    `delete from ${schema}.parked_event where consumer = $1 and event_id = $2`,
  ),
  noteFailure: statement(
    `consumer_note_failure_${schema}`,
    `update ${schema}.parked_event set reason = $3, attempts = attempts + 1 where consumer = $1 and event_id = $2`,
  ),
});

/** A reason is for reading; a message can be as long as the statement it quotes. */
const reasonLimit = 2_000;

function lacking(name: string, schema: string): never {
  throw new Error(`The consumer ${name} has no checkpoint in ${schema}`);
}

/** The store of the consumer `name` in `schema` (its tables: `eventTables`). */
export function consumerStore(schema: string, name: string): ConsumerStore {
  const statements = statementsOf(schema);
  return {
    async begin(sql, position) {
      await sql.query(statements.begin, [name, position]);
    },
    async look(tx) {
      const [row] = await tx.query(statements.look, [name]);
      return row ?? lacking(name, schema);
    },
    async take(tx, eventIds, position) {
      const rows = await tx.query(statements.take, [name, eventIds, position]);
      return new Set(rows.map((row) => row.event_id));
    },
    async advance(tx, position) {
      await tx.query(statements.advance, [name, position]);
    },
    async pass(sql, types, window) {
      const [row] = await sql.query(statements.pass, [name, types, window]);
      return row ?? lacking(name, schema);
    },
    async claim(tx, eventIds) {
      if (eventIds.length === 0) return new Set();
      const rows = await tx.query(statements.claim, [name, eventIds]);
      return new Set(rows.map((row) => row.event_id));
    },
    async park(tx, event, { reason, attempts }) {
      const { eventId, position, type, version } = event;
      await tx.query(statements.park, [name, eventId, position, type, version, reason.slice(0, reasonLimit), attempts]);
    },
    async unpark(tx, eventId) {
      await tx.query(statements.unpark, [name, eventId]);
    },
    async noteFailure(sql, eventId, reason) {
      await sql.query(statements.noteFailure, [name, eventId, reason.slice(0, reasonLimit)]);
    },
  };
}
