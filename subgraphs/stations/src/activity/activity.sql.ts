import { statement } from '@lianxin/database';
import type { Under } from '../region/region.sql.js';
import type { Activity } from './activity.entity.js';

/**
 * A page of each station's activities, latest first. Plan: for each station a backward range of
 * activity_station (station_id, held_on, id).
 */
export const activitiesOfStations = statement<Under<Activity>>(
  'stations_activity_of_station',
  `select p.id as "parentKey", l.* from unnest($1::uuid[]) as p (id)
   cross join lateral (
     select a.id, a.station_id as "stationId", a.title, a.kind, a.held_on as "heldOn", a.record as "writtenRecord"
     from stations.activity a
     where a.station_id = p.id and (a.held_on, a.id) < ($2::date, $3::uuid)
     order by a.held_on desc, a.id desc limit $4::int) l
   order by p.id, l."heldOn" desc, l.id desc`,
);

/** How many activities each station has in its ledger. */
export const activityCounts = statement<{ key: string; count: number }>(
  'stations_activity_count_of_station',
  `select a.station_id as key, count(*)::int as count from stations.activity a
   where a.station_id = any($1::uuid[]) group by a.station_id`,
);
