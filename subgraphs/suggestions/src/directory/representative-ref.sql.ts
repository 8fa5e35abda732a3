import { type Sql, statement } from '@lianxin/database';

/** Plan: one primary-key probe. */
const representativeById = statement<{ id: string }>(
  'representative_ref_by_id',
  'select id from suggestions.representative_ref where id = $1::uuid',
);

/** Plan: a range of the primary key. */
const stationsOfRepresentative = statement<{ stationId: string }>(
  'roster_ref_stations',
  `select station_id as "stationId" from suggestions.roster_ref
   where representative_id = $1::uuid and from_date <= $2::date and (to_date is null or to_date >= $2::date)`,
);

/** A deputy that exists. */
export async function findRepresentative(sql: Sql, id: string): Promise<{ id: string } | undefined> {
  const [found] = await sql.query(representativeById, [id]);
  return found;
}

/** The stations where a deputy sits on a day (Asia/Shanghai). */
export async function rosterStationIds(sql: Sql, representativeId: string, day: string): Promise<string[]> {
  const rows = await sql.query(stationsOfRepresentative, [representativeId, day]);
  return rows.map(({ stationId }) => stationId);
}
