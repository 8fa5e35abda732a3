import { businessDate } from '@lianxin/calendar';
import { statement } from '@lianxin/database';
import { type EventActor, receptionScheduled, topic } from '@lianxin/events';
import { uuidV7 } from '@lianxin/workflow';
import { systemActor } from '../directory.events.js';
import { publishing, type UseCaseContext } from '../use-case.js';

/** A reception (接待日) to announce. */
export interface ReceptionInput {
  /** A UUID; made when left out. */
  readonly id?: string;
  readonly stationId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly topic?: string | null;
  /** The deputies who receive, in the order of the notice. */
  readonly representativeIds: readonly string[];
}

const schedule = statement<never>(
  'stations_reception_schedule',
  `insert into stations.reception_session (id, station_id, day, starts_at, ends_at, place, topic, representative_ids)
   select n.id, n.station_id, n.day, n.starts_at, n.ends_at, n.place, n.topic, n.representative_ids
   from jsonb_populate_recordset(null::stations.reception_session, $1::jsonb) n`,
);

/**
 * Announces receptions, all or none. Emits `station.reception_scheduled` for each.
 * @returns their ids in the order given
 * @throws AppError INVALID_INPUT for an unknown station or a window that ends before it starts
 */
export async function scheduleReceptions(
  { db, clock }: UseCaseContext,
  receptions: readonly ReceptionInput[],
  actor: EventActor = systemActor,
): Promise<{ id: string }[]> {
  const now = clock.now();
  const rows = receptions.map((reception) => ({
    id: reception.id?.toLowerCase() ?? uuidV7(now),
    station_id: reception.stationId,
    day: businessDate(reception.startsAt),
    starts_at: reception.startsAt.toISOString(),
    ends_at: reception.endsAt.toISOString(),
    place: reception.place,
    topic: reception.topic ?? null,
    representative_ids: reception.representativeIds,
  }));
  await publishing(db, async (tx) => {
    await tx.query(schedule, [JSON.stringify(rows)]);
    return rows.map((row) =>
      receptionScheduled.create({
        eventId: uuidV7(now),
        aggregateType: 'reception_session',
        aggregateId: row.id,
        aggregateVersion: 1,
        payload: {
          receptionId: row.id,
          stationId: row.station_id,
          startsAt: row.starts_at,
          endsAt: row.ends_at,
          representativeIds: [...row.representative_ids],
        },
        topics: [topic.station(row.station_id)],
        actor,
        occurredAt: now,
      }),
    );
  });
  return rows.map(({ id }) => ({ id }));
}
