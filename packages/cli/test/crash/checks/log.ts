import { eventSources } from '../../../src/platform/schema-modules.js';
import type { CrashWorld } from '../world/crash-world.js';

/** The log in itself: positions 1 to n, each fact once, an aggregate's facts in order, nothing left in an outbox. */
export async function logFaults({ admin }: CrashWorld): Promise<string[]> {
  const outboxes = eventSources.map((schema) => `(select count(*) from ${schema}.outbox)`).join(' + ');
  const [row] = await admin.queryText<
    Record<'count' | 'least' | 'most' | 'head' | 'ids' | 'unordered' | 'waiting', number>
  >(
    `with ordered as (
       select aggregate_version as version,
         lag(aggregate_version) over (partition by aggregate_id order by position) as before
       from events.log where aggregate_type = 'suggestion')
     select count(*)::int as count, coalesce(min(position), 1)::int as least, coalesce(max(position), 0)::int as most,
       (select position from events.head)::int as head, count(distinct event_id)::int as ids,
       (select count(*) from ordered where version <> coalesce(before, 0) + 1)::int as unordered,
       (${outboxes})::int as waiting
     from events.log`,
  );
  if (!row) return ['The log did not answer'];
  const { count, least, most, head, ids, unordered, waiting } = row;
  const faults: string[] = [];
  if (least !== 1 || most !== count || head !== most)
    faults.push(`positions ${least}–${most} of ${count}, head ${head}`);
  if (ids !== count) faults.push(`${count - ids} events stand in the log twice`);
  if (unordered > 0) faults.push(`${unordered} events of a suggestion do not follow their forerunner`);
  if (waiting > 0) faults.push(`${waiting} events still in an outbox`);
  return faults;
}
