import { statement } from '@lianxin/database';
import { type EventActor, topic } from '@lianxin/events';
import { uuidV7 } from '@lianxin/workflow';
import { directoryEvent, systemActor } from '../directory.events.js';
import { publishing, type UseCaseContext } from '../use-case.js';
import type { ActivityKind } from './activity.entity.js';

/** An entry for a station's ledger (三账合一). */
export interface ActivityInput {
  /** A UUID; made when left out. */
  readonly id?: string;
  readonly stationId: string;
  readonly title: string;
  readonly kind: ActivityKind | `${ActivityKind}`;
  /** Day in Asia/Shanghai. */
  readonly heldOn: string;
  readonly record: string;
}

const write = statement<never>(
  'stations_activity_record',
  `insert into stations.activity (id, station_id, title, kind, held_on, record)
   select n.id, n.station_id, n.title, n.kind, n.held_on, n.record
   from jsonb_populate_recordset(null::stations.activity, $1::jsonb) n`,
);

/**
 * Writes entries into ledgers, all or none. Emits `station.activity_recorded` for each, without the record itself, which
 * may name residents.
 * @returns their ids in the order given
 * @throws AppError INVALID_INPUT for an unknown station
 */
export async function recordActivities(
  { db, clock }: UseCaseContext,
  activities: readonly ActivityInput[],
  actor: EventActor = systemActor,
): Promise<{ id: string }[]> {
  const now = clock.now();
  const rows = activities.map(({ id, stationId, title, kind, heldOn, record }) => ({
    id: id?.toLowerCase() ?? uuidV7(now),
    station_id: stationId,
    title,
    kind,
    held_on: heldOn,
    record,
  }));
  await publishing(db, async (tx) => {
    await tx.query(write, [JSON.stringify(rows)]);
    return rows.map((row) =>
      directoryEvent(
        'station.activity_recorded',
        { type: 'activity', id: row.id, version: 1 },
        { activityId: row.id, stationId: row.station_id, kind: row.kind, heldOn: row.held_on },
        [topic.station(row.station_id)],
        now,
        actor,
      ),
    );
  });
  return rows.map(({ id }) => ({ id }));
}
