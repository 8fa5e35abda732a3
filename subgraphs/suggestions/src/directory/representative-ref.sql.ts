import { type Sql, statement } from '@lianxin/database';

/** A deputy as this subgraph knows them. */
export interface RepresentativeRef {
  readonly id: string;
  readonly isActive: boolean;
}

/** Plan: one primary-key probe, and one of mandate_ref_representative. */
const representativeById = statement<RepresentativeRef>(
  'representative_ref_by_id',
  `select r.id, exists (
     select from suggestions.mandate_ref m
     where m.representative_id = r.id and m.from_date <= $2::date and (m.to_date is null or m.to_date >= $2::date)) as "isActive"
   from suggestions.representative_ref r where r.id = $1::uuid`,
);

/** Plan: a range of the primary key. */
const stationsOfRepresentative = statement<{ stationId: string }>(
  'roster_ref_stations',
  `select station_id as "stationId" from suggestions.roster_ref
   where representative_id = $1::uuid and from_date <= $2::date and (to_date is null or to_date >= $2::date)`,
);

/** A deputy that exists, and whether a mandate of theirs runs on a day (Asia/Shanghai). */
export async function findRepresentative(sql: Sql, id: string, day: string): Promise<RepresentativeRef | undefined> {
  const [found] = await sql.query(representativeById, [id, day]);
  return found;
}

/** The stations where a deputy sits on a day (Asia/Shanghai). */
export async function rosterStationIds(sql: Sql, representativeId: string, day: string): Promise<string[]> {
  const rows = await sql.query(stationsOfRepresentative, [representativeId, day]);
  return rows.map(({ stationId }) => stationId);
}
