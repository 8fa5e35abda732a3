import { statement } from '@lianxin/database';
import { type EventActor, stationCodeRevoked, topic } from '@lianxin/events';
import { systemActor } from '../directory.events.js';
import { publishing, type UseCaseContext } from '../use-case.js';

/** Plan: an update by primary key. */
const revoke = statement<{ stationId: string; version: number }>(
  'stations_code_revoke',
  `update stations.station_code set revoked_at = $2::timestamptz, version = version + 1
   where code = $1::text and revoked_at is null returning station_id as "stationId", version`,
);

/**
 * Makes a station code (站码) worthless, e.g. when its plate was stolen. Emits `station.code_revoked`.
 * @returns whether it was good before
 */
export async function revokeStationCode(
  { db, clock }: UseCaseContext,
  code: string,
  actor: EventActor = systemActor,
): Promise<boolean> {
  const now = clock.now();
  let revoked = false;
  await publishing(db, async (tx) => {
    const rows = await tx.query(revoke, [code, now.toISOString()]);
    revoked = rows.length > 0;
    return rows.map(({ stationId, version }) => {
      return stationCodeRevoked.create({
        aggregateType: 'station_code',
        aggregateId: code,
        aggregateVersion: version,
        payload: { stationId, code },
        topics: [topic.station(stationId)],
        actor,
        occurredAt: now,
      });
    });
  });
  return revoked;
}
