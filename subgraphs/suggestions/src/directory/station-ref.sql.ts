import { type Sql, statement } from '@lianxin/database';

/** A station as this subgraph knows it. */
export interface StationRef {
  readonly id: string;
  readonly regionCode: string;
  readonly regionPath: readonly string[];
}

/** Plan: one primary-key or unique-key probe for each of the three ways to name a station. */
const stationByIdOrCode = statement<StationRef>(
  'station_ref_by_id_or_code',
  `select s.id, s.region_code as "regionCode", s.region_path as "regionPath" from suggestions.station_ref s
   where s.id = $1::uuid or s.code = $2
     or s.id = (select c.station_id from suggestions.station_code_ref c where c.code = $2 and not c.revoked)
   limit 1`,
);

/** The station of an identifier, a station number, or a scanned code that was not revoked. */
export async function findStation(
  sql: Sql,
  by: { id: string | null; code: string | null },
): Promise<StationRef | undefined> {
  const [found] = await sql.query(stationByIdOrCode, [by.id, by.code]);
  return found;
}
