import { type NamedStatement, type Sql, statement } from '@lianxin/database';
import type { LoggedEvent } from '../event.types.js';
import { logChannel, longestMessage } from '../listen/log-bell.js';
import { logColumns, type LogRow, toEvent } from '../log/read-log.js';
import { outboxColumns } from '../outbox.js';

/** What became of a batch. */
export interface Moved {
  /** Rows taken out of the outbox. */
  readonly taken: number;
  /** What they are in the log, in its order; empty unless asked for. */
  readonly events: readonly LoggedEvent[];
}

/** Columns of the log are null where nothing was logged, or nobody asked. */
type MovedRow = Pick<Moved, 'taken'> & Partial<LogRow>;

const statements = new Map<string, NamedStatement<MovedRow>>();

/**
 * One statement, so one transaction and one round trip: takes up to $1 rows out of an outbox in the order of their ids,
 * gives them the next positions, and if $2 rings once, saying of which types they are. The head's row lock makes positions
 * appear in their order even if two relays ever ran; a rollback gives its positions back, hence no gap. A fact that is in
 * the log already (its row came back through a restored backup) is taken out and not logged again, also when it was
 * archived since. Plan: by the outbox's primary key, and for each row a probe of that of log_id.
 */
function moveStatement(source: string, returning: boolean): NamedStatement<MovedRow> {
  const name = `relay_move_${returning ? 'returning_' : ''}${source}`;
  let move = statements.get(name);
  if (move === undefined) {
    move = statement<MovedRow>(
      name,
      `with batch as (
         delete from ${source}.outbox
         where id = any(array(select id from ${source}.outbox order by id limit $1))
         returning id, ${outboxColumns}
       ), fresh as (
         select distinct on (event_id) * from batch
         where (select position from events.log_id where log_id.event_id = batch.event_id) is null
         order by event_id, id
       ), numbered as (
         select *, row_number() over (order by id) as place, count(*) over () as size from fresh
       ), head as (
         update events.head set position = position + (select count(*) from fresh)
         where exists (select from fresh)
         returning position
       ), moved as (
         insert into events.log (position, ${outboxColumns})
         select head.position - size + place, ${outboxColumns} from numbered cross join head order by place
         returning ${returning ? logColumns : 'position'}
       ), news as (
         select string_agg(distinct type, ' ') as types from fresh having count(*) > 0
       ), outcome as (
         select (select count(*) from batch) as taken, (
           select pg_notify('${logChannel}', case when length(types) <= ${String(longestMessage)} then types else '' end)
           from news where exists (select from moved) and $2::boolean)
       )
       ${returning ? 'select * from outcome left join moved on true order by position' : 'select * from outcome'}`,
    );
    statements.set(name, move);
  }
  return move;
}

const isLogged = (row: MovedRow): row is MovedRow & LogRow => typeof row.position === 'number';

/**
 * Moves one batch of one source, and rings. When it returns, the batch is committed.
 * @param returning whether the answer has the events
 */
export async function moveBatch(sql: Sql, source: string, batchSize: number, returning: boolean): Promise<Moved> {
  return movedOf(await sql.query(moveStatement(source, returning), [batchSize, true]));
}

/**
 * The same without ringing, saying what is about to be committed while the commit waits for the disk.
 * @param sql a session that sends a statement without waiting for the one before
 */
export async function moveBatchSaying(
  sql: Sql,
  source: string,
  batchSize: number,
  soon: (events: readonly LoggedEvent[]) => void,
): Promise<Moved> {
  try {
    const [, rows] = await Promise.all([
      sql.queryText('begin'),
      sql.query(moveStatement(source, true), [batchSize, false]),
    ]);
    const moved = movedOf(rows);
    const committed = sql.queryText('commit');
    // It fails where it is awaited, and nobody awaits it when the news cannot be taken.
    committed.catch(() => undefined);
    soon(moved.events);
    await committed;
    return moved;
  } catch (error) {
    // Where the connection is gone the transaction is too.
    await sql.queryText('rollback').catch(() => undefined);
    throw error;
  }
}

const movedOf = (rows: readonly MovedRow[]): Moved => ({
  taken: rows[0]?.taken ?? 0,
  events: rows.filter(isLogged).map(toEvent),
});

/** The sources that have something to move, in one statement. */
export async function filledOutboxes(sql: Sql, sources: readonly string[]): Promise<readonly string[]> {
  const filled = sources.map((source) => `case when exists (select from ${source}.outbox) then '${source}' end`);
  const [row] = await sql.queryText<{ filled: readonly string[] }>(
    `select array_remove(array[${filled.join(', ')}]::text[], null) as filled`,
  );
  return row?.filled ?? [];
}
