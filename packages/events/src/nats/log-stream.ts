import { type Sql, statement } from '@lianxin/database';
import { DiscardPolicy, JetStreamApiError, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { natsTimeoutMs } from './nats-options.js';

/** Where in NATS a log is handed on: each log has a stream of its own, and its stream one subject. */
export interface LogStream {
  readonly name: string;
  readonly subject: string;
}

// Servers and databases are told apart: several installations, or a copy of one, may share a broker.
const logId = statement<{ id: string }>(
  'log_id_of',
  `select (select system_identifier from pg_control_system()) || '-' || oid as id
   from pg_database where datname = current_database()`,
);

/** The stream of this database's log. */
export async function logStreamOf(sql: Sql): Promise<LogStream> {
  const [row] = await sql.query(logId);
  if (row === undefined) throw new Error('The database does not know itself');
  return { name: `lianxin-log-${row.id}`, subject: `lianxin.log.${row.id}` };
}

/** Small: it serves readers that are seconds behind. Everybody else reads the log. */
const maxAgeMs = 10 * 60_000;
const maxBytes = 64 * 1024 * 1024;
/** How long an event's id is known, so that it is not handed on twice. */
const duplicateWindowMs = 2 * 60_000;

const nameTaken = 10_058;

/** Sees to it that the stream is there. One that somebody has set up in another way (replicas, limits) is left as it is. */
export async function ensureStream(nc: NatsConnection, { name, subject }: LogStream): Promise<void> {
  const manager = await jetstreamManager(nc, { checkAPI: false, timeout: natsTimeoutMs });
  try {
    await manager.streams.add({
      name,
      subjects: [subject],
      retention: RetentionPolicy.Limits,
      storage: StorageType.File,
      discard: DiscardPolicy.Old,
      max_age: nanos(maxAgeMs),
      max_bytes: maxBytes,
      duplicate_window: nanos(duplicateWindowMs),
      num_replicas: 1,
    });
  } catch (error) {
    if (!(error instanceof JetStreamApiError && error.code === nameTaken)) throw error;
  }
}
