import { statement } from '@lianxin/database';
import type { Under } from '../region/region.sql.js';
import type { ReceptionSession } from './reception-session.entity.js';

/**
 * A page of the receptions of each station in a range of days, soonest first. Plan: for each station a
 * range of reception_session_station (station_id, starts_at, id), the days as a filter on it, sorted when it is short.
 */
export const receptionsOfStations = statement<Under<ReceptionSession>>(
  'stations_reception_of_station',
  `select p.id as "parentKey", l.* from unnest($1::uuid[]) as p (id)
   cross join lateral (
     select e.id, e.station_id as "stationId", e.day, e.starts_at as "startsAt", e.ends_at as "endsAt", e.place, e.topic,
       e.representative_ids as "representativeIds"
     from stations.reception_session e
     where e.station_id = p.id and (e.starts_at, e.id) > ($2::timestamptz, $3::uuid)
       and ($4::date is null or e.day >= $4::date) and ($5::date is null or e.day <= $5::date)
     order by e.starts_at, e.id limit $6::int) l
   order by p.id, l."startsAt", l.id`,
);

/** How many receptions each station has in a range of days. */
export const receptionCounts = statement<{ key: string; count: number }>(
  'stations_reception_count_of_station',
  `select e.station_id as key, count(*)::int as count from stations.reception_session e
   where e.station_id = any($1::uuid[])
     and ($2::date is null or e.day >= $2::date) and ($3::date is null or e.day <= $3::date)
   group by e.station_id`,
);
