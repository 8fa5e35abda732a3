import { statement } from '@lianxin/database';
import { type EventActor, stationRosterAssigned, topic } from '@lianxin/events';
import { uuidV7 } from '@lianxin/workflow';
import { systemActor } from '../directory.events.js';
import { publishing, type UseCaseContext } from '../use-case.js';
import type { RosterSlot } from './roster-slot.entity.js';

/** A deputy at a station for a time. Days in Asia/Shanghai, both included. */
export interface RosterInput {
  readonly stationId: string;
  readonly representativeId: string;
  readonly from: string;
  /** Null or left out: until further notice. */
  readonly to?: string | null;
}

/**
 * Plan: inserts from a JSON record set, each probing roster_slot_key (station, deputy, first day). The slot that is there
 * already keeps its id; only another last day changes it.
 */
const assign = statement<RosterSlot>(
  'stations_roster_assign',
  `insert into stations.roster_slot as s (id, station_id, representative_id, from_date, to_date, version)
   select g.id, g.station_id, g.representative_id, g.from_date, g.to_date, 1
   from jsonb_populate_recordset(null::stations.roster_slot, $1::jsonb) g
   on conflict on constraint roster_slot_key do update set to_date = excluded.to_date, version = s.version + 1
   where s.to_date is distinct from excluded.to_date
   returning s.id, s.station_id as "stationId", s.representative_id as "representativeId", s.from_date as "from",
     s.to_date as "to", s.version`,
);

/**
 * Puts deputies on rosters, or changes the last day of those who are on one from that day; all or none. What is already
 * so is left alone. Emits `station.roster_assigned` for each change.
 * @throws AppError INVALID_INPUT for an unknown station or days in the wrong order
 */
export async function assignRoster(
  { db, clock }: UseCaseContext,
  slots: readonly RosterInput[],
  actor: EventActor = systemActor,
): Promise<void> {
  const now = clock.now();
  // One slot given twice would meet itself in the statement; the later one counts.
  const distinct = new Map(slots.map((slot) => [`${slot.stationId} ${slot.representativeId} ${slot.from}`, slot]));
  const rows = Array.from(distinct.values(), ({ stationId, representativeId, from, to }) => ({
    id: uuidV7(now),
    station_id: stationId,
    representative_id: representativeId,
    from_date: from,
    to_date: to ?? null,
  }));
  await publishing(db, async (tx) => {
    const written = await tx.query(assign, [JSON.stringify(rows)]);
    return written.map(({ id, version, stationId, representativeId, from, to }) =>
      stationRosterAssigned.create({
        eventId: uuidV7(now),
        aggregateType: 'roster_slot',
        aggregateId: id,
        aggregateVersion: version,
        payload: { stationId, representativeId, from, to },
        topics: [topic.station(stationId), topic.representative(representativeId)],
        actor,
        occurredAt: now,
      }),
    );
  });
}
