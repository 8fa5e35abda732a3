import { statement } from '@lianxin/database';
import { type Conditions } from '@lianxin/subgraph-kit';
import { regionAlong, type Under } from '../region/region.sql.js';
import type { Station } from './station.entity.js';

/** The columns of a station under the alias `s`. */
export const stationColumns = `s.id, s.code, s.name, s.local_name as "localName", s.tier, s.kind,
  s.region_code as "regionCode", s.address, s.reception_note as "receptionNote", s.registered_at as "registeredAt"`;

/** Stations, each with its region (`regionAlong`). Plan: for each id one probe of station_pkey and one of region_pkey. */
export const stationsById = statement<Station>(
  'stations_station_by_id',
  `select ${stationColumns}, ${regionAlong.selected}
   from stations.station s join stations.region r on r.code = s.region_code where s.id = any($1::uuid[])`,
);

/** The station whose code hangs on the wall. Plan: station_code_pkey, then station_pkey. */
export const stationByCode = statement<Station>(
  'stations_station_by_code',
  `select ${stationColumns} from stations.station_code c join stations.station s on s.id = c.station_id
   where c.code = $1::text and c.revoked_at is null`,
);

/** Conditions of the list of stations. */
export const stationConditions: Conditions<'regionCode' | 'tier' | 'kind' | 'text'> = {
  regionCode: 's.region_code in (select r.code from stations.region r where r.path @> array[?::text])',
  tier: 's.tier = ?::text',
  kind: 's.kind = ?::text',
  text: `strpos(lower(concat_ws(' ', s.name, s.local_name, s.code, s.address)), lower(?::text)) > 0`,
};

/**
 * Fixed parameters: code to start behind, limit. Plan, seen with 2,000 stations in 157 regions: index scan on
 * station_code_key from the cursor on, the conditions as a filter; a region's condition looks up each station's region
 * once (memoized probe of region_pkey). A city has 10²–10³ stations, so the free-text condition needs no index.
 */
export const stationList = (where: string): string =>
  `select ${stationColumns} from stations.station s where s.code > $1::text and ${where} order by s.code limit $2::int`;

/** No fixed parameters. */
export const stationCount = (where: string): string =>
  `select count(*)::int as count from stations.station s where ${where}`;

/**
 * A page of stations for each region, its whole area included. Plan, seen with 2,000 stations in 157 regions: for each
 * region the directory along station_code_key until the page is full, with a memoized probe of region_pkey. Where
 * stations are many and the region small, station_region_code and region_path (GIN) are there to turn it round.
 */
export const stationsOfRegions = statement<Under<Station>>(
  'stations_station_of_region',
  `select p.code as "parentKey", l.* from unnest($1::text[]) as p (code)
   cross join lateral (
     select ${stationColumns} from stations.region r join stations.station s on s.region_code = r.code
     where r.path @> array[p.code] and s.code > $2::text
     order by s.code limit $3::int) l
   order by p.code, l.code`,
);

/** How many stations each region has, its whole area included. Plan: hash join of the directory and the region's codes. */
export const stationCountOfRegions = statement<{ key: string; count: number }>(
  'stations_station_count_of_region',
  `select p.code as key, l.count from unnest($1::text[]) as p (code)
   cross join lateral (
     select count(*)::int as count from stations.region r join stations.station s on s.region_code = r.code
     where r.path @> array[p.code]) l`,
);
