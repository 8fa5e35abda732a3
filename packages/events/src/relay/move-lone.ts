import { type NamedStatement, type Sql, statement } from '@lianxin/database';
import type { LoggedEvent, NewEvent } from '../event.types.js';
import { logChannel } from '../listen/log-bell.js';
import { outboxColumns } from '../outbox.js';

interface LoggedRow {
  readonly position: number;
  readonly recorded_at: Date;
}

const statements = new Map<string, NamedStatement<LoggedRow>>();

/**
 * What `moveStatement` does, for one row that is known: nothing to number or to sort, and nothing to bring back but its
 * place. Plan: by the primary keys of the outbox and of log_id.
 */
function loneStatement(source: string): NamedStatement<LoggedRow> {
  let move = statements.get(source);
  if (move === undefined) {
    move = statement<LoggedRow>(
      `relay_move_lone_${source}`,
      `with taken as (
         delete from ${source}.outbox
         where id = (select id from ${source}.outbox order by id limit 1) and event_id = $1::uuid
         returning ${outboxColumns}
       ), head as (
         update events.head set position = position + 1
         where exists (select from taken) and (select position from events.log_id where event_id = $1::uuid) is null
         returning position
       ), moved as (
         insert into events.log (position, ${outboxColumns})
         select head.position, ${outboxColumns} from taken cross join head
         returning position, recorded_at
       )
       select position, recorded_at, pg_notify('${logChannel}', $2::text) from moved`,
    );
    statements.set(source, move);
  }
  return move;
}

/**
 * Moves this event if it is the first of its outbox, and not in the log yet. When it returns, that is committed.
 * @returns it as it is in the log; undefined when it was not moved
 */
export async function moveLone(sql: Sql, source: string, event: NewEvent): Promise<LoggedEvent | undefined> {
  const [row] = await sql.query(loneStatement(source), [event.eventId, event.type]);
  return row && { ...event, position: row.position, recordedAt: row.recorded_at };
}
