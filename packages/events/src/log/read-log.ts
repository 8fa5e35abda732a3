import { type Sql, statement } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import type { EventActor, LoggedEvent } from '../event.types.js';
import { markOf } from './cursor.js';

/** A row of `events.log`. */
export interface LogRow {
  readonly position: number;
  readonly event_id: string;
  readonly type: string;
  readonly version: number;
  readonly aggregate_type: string;
  readonly aggregate_id: string;
  readonly aggregate_version: number;
  readonly payload: unknown;
  readonly topics: string[];
  readonly actor: EventActor | null;
  readonly causation_id: string | null;
  readonly request_id: string | null;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
}

/** The columns of a `LogRow`. */
export const logColumns = `position, event_id, type, version, aggregate_type, aggregate_id, aggregate_version, payload, topics, actor,
  causation_id, request_id, occurred_at, recorded_at`;

// Index Scan using log_pkey, Index Cond: (position > $1); stops after $2 rows.
const readAll = statement<LogRow>(
  'log_read',
  `select ${logColumns} from events.log where position > $1 order by position limit $2`,
);

// Bitmap Heap Scan on log by log_topics, then a top-N sort: a topic's own events are few beside the log.
const readTopics = statement<LogRow>(
  'log_read_topics',
  `with mine as materialized (select ${logColumns} from events.log where topics && $3::text[] and position > $1)
   select * from mine order by position limit $2`,
);

// The types a consumer handles within a window, so that a long stretch of foreign events is never one long scan.
const readTypes = statement<LogRow>(
  'log_read_types',
  `select ${logColumns} from events.log
   where position > $1 and position <= $2 and type = any($3::text[]) order by position limit $4`,
);

// Index Only Scan Backward of the last partition that is not empty, one row.
const latest = statement<{ position: number }>(
  'log_latest',
  'select coalesce(max(position), 0) as position from events.log',
);

/** `LogBounds` in one row. Like the last position, and one row of the first partition. */
export const boundsQuery =
  'select coalesce(min(position), 1) as first, coalesce(max(position), 0) as last from events.log';

const bounds = statement<LogBounds>('log_bounds', boundsQuery);

/** The event that a row tells of. */
export const toEvent = (row: LogRow): LoggedEvent => ({
  position: row.position,
  eventId: row.event_id,
  type: row.type,
  version: row.version,
  aggregateType: row.aggregate_type,
  aggregateId: row.aggregate_id,
  aggregateVersion: row.aggregate_version,
  payload: row.payload,
  topics: row.topics,
  actor: row.actor,
  causationId: row.causation_id,
  requestId: row.request_id,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
});

/** The positions that are kept: those before `first` are archived. An empty log goes from 1 to 0. */
export interface LogBounds {
  readonly first: number;
  readonly last: number;
}

/** What to read: at most `limit` events after the position `after`, of any of `topics` or of all. */
export interface ReadLogOptions {
  readonly after: number;
  readonly limit: number;
  readonly topics?: readonly string[];
}

/** Events in the order of the log. Payloads are as written; a contract's `read` checks and types them. */
export async function readLog(sql: Sql, { after, limit, topics }: ReadLogOptions): Promise<LoggedEvent[]> {
  const rows =
    topics === undefined
      ? await sql.query(readAll, [after, limit])
      : await sql.query(readTopics, [after, limit, topics]);
  return rows.map(toEvent);
}

/** The events of some types at the positions `after < position <= upTo`. */
export async function readLogTypes(
  sql: Sql,
  { after, upTo, types, limit }: { after: number; upTo: number; types: readonly string[]; limit: number },
): Promise<LoggedEvent[]> {
  return (await sql.query(readTypes, [after, upTo, types, limit])).map(toEvent);
}

/**
 * Where the kept log begins and ends. `first` only grows, so who has read events behind a position and then finds `first`
 * not past it has missed none; within one transaction the order does not matter, since it holds the partitions.
 */
export async function logBounds(sql: Sql): Promise<LogBounds> {
  return (await sql.query(bounds))[0] ?? { first: 1, last: 0 };
}

/** Throws LOG_ARCHIVED when there were events behind `after` that are not kept any more: a gap, to a reader from there. */
export function assertKept(after: number, first: number): void {
  if (after + 1 < first) throw new AppError('LOG_ARCHIVED', { first });
}

/** What a cursor notes of the event at a position; null when there is none, or it is archived. */
export async function markAt(sql: Sql, position: number): Promise<string | null> {
  const [event] = await readLog(sql, { after: position - 1, limit: 1 });
  return event?.position === position ? markOf(event.eventId) : null;
}

/** The last position of the log; 0 while it is empty. */
export async function latestPosition(sql: Sql): Promise<number> {
  return (await sql.query(latest))[0]?.position ?? 0;
}
