import { statement } from '@lianxin/database';
import type { Under } from '../region/region.sql.js';
import type { Station } from '../station/station.entity.js';
import { stationColumns } from '../station/station.sql.js';

const inForce = (alias: string, day: string): string =>
  `${alias}.from_date <= ${day}::date and (${alias}.to_date is null or ${alias}.to_date >= ${day}::date)`;

/**
 * A page of the deputies who sit at each station on a day. Two slots of one deputy that touch count once.
 * Plan: for each station a range of roster_slot_key (station_id, representative_id, from_date, including to_date), index only.
 */
export const representativesOfStations = statement<Under<{ id: string }>>(
  'stations_roster_of_station',
  `select p.id as "parentKey", l.id from unnest($1::uuid[]) as p (id)
   cross join lateral (
     select distinct r.representative_id as id from stations.roster_slot r
     where r.station_id = p.id and ${inForce('r', '$2')} and r.representative_id > $3::uuid
     order by r.representative_id limit $4::int) l
   order by p.id, l.id`,
);

/** How many deputies sit at each station on a day. */
export const representativeCounts = statement<{ key: string; count: number }>(
  'stations_roster_count_of_station',
  `select r.station_id as key, count(distinct r.representative_id)::int as count from stations.roster_slot r
   where r.station_id = any($1::uuid[]) and ${inForce('r', '$2')}
   group by r.station_id`,
);

/** A page of the stations at which each deputy sits on a day. Plan: roster_slot_representative, then station_pkey. */
export const stationsOfRepresentatives = statement<Under<Station>>(
  'stations_roster_of_representative',
  `select p.id as "parentKey", l.* from unnest($1::uuid[]) as p (id)
   cross join lateral (
     select ${stationColumns} from stations.station s
     where s.code > $3::text and s.id in (
       select r.station_id from stations.roster_slot r where r.representative_id = p.id and ${inForce('r', '$2')})
     order by s.code limit $4::int) l
   order by p.id, l.code`,
);

/** At how many stations each deputy sits on a day. */
export const stationCountsOfRepresentatives = statement<{ key: string; count: number }>(
  'stations_roster_count_of_rep',
  `select r.representative_id as key, count(distinct r.station_id)::int as count from stations.roster_slot r
   where r.representative_id = any($1::uuid[]) and ${inForce('r', '$2')}
   group by r.representative_id`,
);
