import { type Sql, statement } from '@lianxin/database';
import type { DutyTaskState } from '../duty-task/duty-task.state.js';

/** Where a deputy can claim what is open: whoever holds no mandate on the day, or is not known, reaches nothing. */
export interface DeputyReach {
  readonly key: string;
  /** The deputy's own regions, from the topmost down. */
  readonly home: readonly string[];
  /** The regions that the stations serve where the deputy sits on the day. */
  readonly served: readonly string[];
}

/**
 * Reaches of deputies on a day. Plan: for each a primary-key probe, mandate_term_key, and a range of market_roster's key
 * with a probe of its station.
 */
export const deputyReaches = statement<DeputyReach>(
  'representatives_deputy_reaches',
  `select r.id as key, r.region_path as home, array(
     select distinct s.region_code from representatives.market_roster o
     join representatives.market_station s on s.id = o.station_id
     where o.representative_id = r.id and o.from_date <= $2::date and (o.to_date is null or o.to_date >= $2::date)
     order by 1) as served
   from representatives.representative r
   where r.id = any($1::uuid[]) and exists (select 1 from representatives.mandate m where m.representative_id = r.id
     and m.status = 'ACTIVE' and m.from_date <= $2::date and (m.to_date is null or m.to_date >= $2::date))`,
);

/** The reach of one deputy, read now. */
export async function reachOf(sql: Sql, deputy: string, today: string): Promise<DeputyReach | null> {
  return (await sql.query(deputyReaches, [[deputy], today]))[0] ?? null;
}

/** Whether an open task lies within a reach: near one of the deputy's stations, or else in the deputy's region. */
export function isWithin(reach: DeputyReach | null, { openToRegion, nearPath, regionPath }: DutyTaskState): boolean {
  if (reach === null || !openToRegion) return false;
  if (nearPath !== null) return reach.served.some((region) => nearPath.includes(region));
  return reach.home.includes(regionPath.at(-1) ?? '');
}
