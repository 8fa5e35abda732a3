import { statement } from '@lianxin/database';
import { type EventActor, stationRegistered, topic } from '@lianxin/events';
import { uuidV7 } from '@lianxin/workflow';
import { systemActor } from '../directory.events.js';
import { regionCode } from '../region/region-code.js';
import { publishing, type UseCaseContext } from '../use-case.js';
import type { StationKind, StationTier } from './station.entity.js';

/** A station to register. */
export interface StationInput {
  /** A UUID; made when left out. */
  readonly id?: string;
  /** Number in the directory, unique. */
  readonly code: string;
  readonly name: string;
  readonly localName?: string | null;
  readonly tier: StationTier | `${StationTier}`;
  readonly kind: StationKind | `${StationKind}`;
  /** 6, 9 or 12 digits of a registered region. */
  readonly regionCode: string;
  readonly address?: string | null;
  readonly receptionNote?: string | null;
}

/** A station as registered. */
export interface RegisteredStation {
  readonly id: string;
  readonly code: string;
  readonly regionCode: string;
}

/** Plan: inserts from a JSON record set, then a probe of region_pkey for each. */
const register = statement<{ id: string; regionPath: string[] }>(
  'stations_station_register',
  `with added as (
     insert into stations.station (id, code, name, local_name, tier, kind, region_code, address, reception_note, registered_at)
     select n.id, n.code, n.name, n.local_name, n.tier, n.kind, n.region_code, n.address, n.reception_note, n.registered_at
     from jsonb_populate_recordset(null::stations.station, $1::jsonb) n
     returning id, region_code)
   select a.id, r.path as "regionPath" from added a join stations.region r on r.code = a.region_code`,
);

/**
 * Registers stations, all or none, at once. Emits `station.registered` for each.
 * @returns the stations in the order given
 * @throws AppError INVALID_INPUT for a code that is taken or an unknown region
 */
export async function registerStations(
  { db, clock }: UseCaseContext,
  stations: readonly StationInput[],
  actor: EventActor = systemActor,
): Promise<RegisteredStation[]> {
  const now = clock.now();
  const rows = stations.map((station) => ({
    id: station.id?.toLowerCase() ?? uuidV7(now),
    code: station.code,
    name: station.name,
    local_name: station.localName ?? null,
    tier: station.tier,
    kind: station.kind,
    region_code: regionCode(station.regionCode),
    address: station.address ?? null,
    reception_note: station.receptionNote ?? null,
    registered_at: now.toISOString(),
  }));
  await publishing(db, async (tx) => {
    const added = await tx.query(register, [JSON.stringify(rows)]);
    const paths = new Map(added.map(({ id, regionPath }) => [id, regionPath]));
    return rows.map(({ id, code, name, tier, kind, region_code }) =>
      stationRegistered.create({
        eventId: uuidV7(now),
        aggregateType: 'station',
        aggregateId: id,
        aggregateVersion: 1,
        payload: { stationId: id, code, name, tier, kind, regionCode: region_code, regionPath: paths.get(id) ?? [] },
        topics: [topic.station(id), topic.region(region_code)],
        actor,
        occurredAt: now,
      }),
    );
  });
  return rows.map(({ id, code, region_code }) => ({ id, code, regionCode: region_code }));
}
