import type { CrashWorld } from '../world/crash-world.js';

/** The types that the directory consumer of the suggestions subgraph takes. */
const directoryTypes = [
  'station.registered',
  'station.roster_assigned',
  'station.code_issued',
  'station.code_revoked',
  'representative.registered',
  'representative.mandate_granted',
  'representative.mandate_suspensions_changed',
  'representative.mandate_ended',
  'duty_offer.changed',
];

/** The directory consumer: every event noted once, had its effect once, the replica as a recount of its source. */
export async function consumerFaults({ admin, baseline }: CrashWorld): Promise<string[]> {
  const [row] = await admin.queryText<
    Record<'head' | 'checkpoint' | 'parked' | 'due' | 'noted' | 'issued' | 'effects' | 'astray', number>
  >(
    `select (select position from events.head)::int as head,
       (select position from suggestions.consumer_checkpoint where consumer = 'directory')::int as checkpoint,
       (select count(*) from suggestions.parked_event)::int as parked,
       (select count(*) from events.log where type = any($1))::int as due,
       (select count(*) from suggestions.inbox i join events.log using (event_id)
        where i.consumer = 'directory' and type = any($1))::int as noted,
       (select count(*) from events.log where type = 'station.code_issued' and position > $2)::int as issued,
       (select count(*) from crash.effect)::int as effects,
       (select count(*) from stations.station_code c full join suggestions.station_code_ref r using (code)
        where c.code is null or r.code is null or c.station_id <> r.station_id)::int as astray`,
    [directoryTypes, baseline.position],
  );
  if (!row) return ['The consumer did not answer'];
  const faults: string[] = [];
  if (row.checkpoint !== row.head) faults.push(`the consumer stands at ${row.checkpoint} of ${row.head}`);
  if (row.parked > 0) faults.push(`${row.parked} events were set aside`);
  if (row.due !== row.noted) faults.push(`${row.noted} of ${row.due} events are noted as handled`);
  if (row.effects !== row.issued) faults.push(`${row.issued} codes were issued and had ${row.effects} effects`);
  if (row.astray > 0) faults.push(`${row.astray} station codes differ between the register and its replica`);
  return faults;
}
