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
     where m.representative_id = r.id and m.from_date <= $2::date and (m.to_date is null or m.to_date >= $2::date)
       and not exists (select from jsonb_to_recordset(m.suspensions) as s ("from" date, "to" date)
         where s."from" <= $2::date and (s."to" is null or s."to" >= $2::date))) as "isActive"
   from suggestions.representative_ref r where r.id = $1::uuid`,
);

/** Plan: a range of the primary key. */
const stationsOfRepresentative = statement<{ stationId: string }>(
  'roster_ref_stations',
  `select station_id as "stationId" from suggestions.roster_ref
   where representative_id = $1::uuid and from_date <= $2::date and (to_date is null or to_date >= $2::date)`,
);

/** What a deputy claims and has claimed at most: the newest are seen, should there ever be more. */
const mostClaimed = 500;

/** Plan: a range of companion_ref_representative. */
const suggestionsOfCompanion = statement<{ suggestionId: string }>(
  'companion_ref_suggestions',
  `select distinct suggestion_id as "suggestionId" from suggestions.companion_ref
   where representative_id = $1::uuid and looks_after order by suggestion_id desc limit ${mostClaimed}`,
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

/** The suggestions that a deputy looks after because they claimed them. */
export async function companionSuggestionIds(sql: Sql, representativeId: string): Promise<string[]> {
  const rows = await sql.query(suggestionsOfCompanion, [representativeId]);
  return rows.map(({ suggestionId }) => suggestionId);
}
