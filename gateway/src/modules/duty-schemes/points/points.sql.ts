import { statement } from '@lianxin/database';
import type { StoredRow } from '../../keyed-commands.js';

/** A saved version, a claim and an entry, as stored. */
export interface SchemeRow extends StoredRow {
  readonly scheme_id: string;
  readonly version: number;
  readonly scheme: unknown;
  readonly hash: string;
}
export interface ClaimRow extends StoredRow {
  readonly id: string;
  readonly scheme_id: string;
  readonly rule_code: string;
  readonly representative_id: string;
  readonly day: string;
  readonly evidence: string;
  readonly state: 'SUBMITTED' | 'APPROVED' | 'REJECTED';
  readonly claimed_at: Date;
  readonly reason: string | null;
  readonly decided_at: Date | null;
  readonly version: number;
}
export interface EntryRow extends StoredRow {
  readonly id: string;
  readonly kind: 'AWARD' | 'REVERSAL' | 'CLAIM' | 'CORRECTION';
  readonly scheme_id: string;
  readonly scheme_version: number;
  readonly rule_code: string;
  readonly representative_id: string;
  readonly day: string;
  readonly points: number;
  readonly unit_type: string | null;
  readonly unit_id: string | null;
  readonly event_id: string | null;
  readonly event_type: string | null;
  readonly claim_id: string | null;
  readonly corrects_id: string | null;
  readonly reason: string | null;
  readonly entered_at: Date;
  readonly corrections: number;
}

export const schemeVersions = statement<SchemeRow>(
  'duty_schemes_points_versions',
  'select * from duty_schemes.points_scheme where scheme_id = $1 order by version',
);
export const everyScheme = statement<SchemeRow>(
  'duty_schemes_points_every',
  'select * from duty_schemes.points_scheme order by scheme_id, version',
);
/** Parameters: scheme, version, rules, hash, by, at. */
export const insertScheme = statement<StoredRow>(
  'duty_schemes_points_save',
  'insert into duty_schemes.points_scheme values ($1, $2, $3::jsonb, $4, $5, $6) returning *',
);

/** Entries of a scheme. Plan: a scan; asked when a scheme is loaded from a file. */
export const entriesSoFar = statement<{ count: number }>(
  'duty_schemes_points_so_far',
  'select count(*)::int as count from duty_schemes.points_entry where scheme_id = $1',
);

/** What a unit has given so far, by place. Plan: index points_entry_unit. */
export const givenFor = statement<{ rule_code: string; representative_id: string; day: string; points: number }>(
  'duty_schemes_points_given',
  `select rule_code, representative_id, day, sum(points)::int as points from duty_schemes.points_entry
   where unit_type = $1 and unit_id = $2 and scheme_id = $3 group by rule_code, representative_id, day`,
);
export const insertEntries = statement<EntryRow>(
  'duty_schemes_points_enter',
  `insert into duty_schemes.points_entry
   select r.* from jsonb_populate_recordset(null::duty_schemes.points_entry, $1::jsonb) r
   returning *, 0 as corrections`,
);
export const insertClaim = statement<ClaimRow>(
  'duty_schemes_points_claim',
  'insert into duty_schemes.points_claim select r.* from jsonb_populate_record(null::duty_schemes.points_claim, $1::jsonb) r returning *',
);
export const lockClaim = statement<ClaimRow & { scheme_version: number }>(
  'duty_schemes_points_lock_claim',
  'select * from duty_schemes.points_claim where id = $1::uuid for update',
);
/** Parameters: id, state, reason, by, at. */
export const decideClaimRow = statement<ClaimRow>(
  'duty_schemes_points_decide',
  `update duty_schemes.points_claim set state = $2, reason = $3, decided_by = $4, decided_at = $5, version = version + 1
   where id = $1::uuid returning *`,
);
/** Locks an entry: two corrections of it take turns, and the second counts the first. */
export const lockEntry = statement<EntryRow>(
  'duty_schemes_points_lock_entry',
  'select e.*, 0 as corrections from duty_schemes.points_entry e where e.id = $1::uuid for update',
);
/** Plan: index points_entry_corrects. */
export const correctionsOf = statement<{ count: number }>(
  'duty_schemes_points_corrections',
  'select count(*)::int as count from duty_schemes.points_entry where corrects_id = $1::uuid',
);

/** Sums by rule and month. Plan: index points_entry_of. Parameters: scheme, deputies, first day, day after the last. */
export const monthSums = statement<{ representative_id: string; rule_code: string; day: string; points: number }>(
  'duty_schemes_points_sums',
  `select representative_id, rule_code, date_trunc('month', day)::date as day, sum(points)::int as points
   from duty_schemes.points_entry
   where scheme_id = $1 and representative_id = any($2::text[]) and day >= $3::date and day < $4::date
   group by representative_id, rule_code, date_trunc('month', day)`,
);
const entriesWhere = `e.representative_id = $1 and e.scheme_id = $2 and e.day >= $3::date and e.day < $4::date
     and ($5::text is null or e.rule_code = $5)`;
/** Parameters: deputy, scheme, first day, day after the last, rule or null; day and id behind; limit. */
export const entriesOf = statement<EntryRow>(
  'duty_schemes_points_entries',
  `select e.*, (select count(*)::int from duty_schemes.points_entry c where c.corrects_id = e.id) as corrections
   from duty_schemes.points_entry e where ${entriesWhere} and (e.day, e.id) > ($6::date, $7::uuid)
   order by e.day, e.id limit $8`,
);
export const entriesOfCount = statement<{ count: number }>(
  'duty_schemes_points_entries_count',
  `select count(*)::int as count from duty_schemes.points_entry e where ${entriesWhere}`,
);
/** Deputies of a region with entries or without, by code. Parameters: region, code and id behind, limit. */
export const deputiesOfRegion = statement<{ id: string; code: string; name: string }>(
  'duty_schemes_deputies_of_region',
  `select id, code, name from duty_schemes.deputy d
   where $1 = any(d.region_path) and (d.code, d.id) > ($2, $3) order by d.code, d.id limit $4`,
);
export const deputiesOfRegionCount = statement<{ count: number }>(
  'duty_schemes_deputies_of_region_count',
  'select count(*)::int as count from duty_schemes.deputy d where $1 = any(d.region_path)',
);
const claimsWhere = `($1::text is null or c.representative_id = $1) and ($2::text is null or c.state = $2)
     and ($3::text is null or exists (select from duty_schemes.deputy d
           where d.id = c.representative_id and $3 = any(d.region_path)))`;
/** Claims in the order of their making. Parameters: deputy or null, state or null, region or null; id behind; limit. */
export const claimsOf = statement<ClaimRow>(
  'duty_schemes_points_claims',
  `select c.* from duty_schemes.points_claim c where ${claimsWhere} and c.id > $4::uuid order by c.id limit $5`,
);
export const claimsOfCount = statement<{ count: number }>(
  'duty_schemes_points_claims_count',
  `select count(*)::int as count from duty_schemes.points_claim c where ${claimsWhere}`,
);
/** Entries of some deputies by deputy and day. Plan: index points_entry_of. Parameters: deputies, scheme, from, before. */
export const entriesOfDeputies = statement<EntryRow>(
  'duty_schemes_points_entries_of_deputies',
  `select e.*, 0 as corrections from duty_schemes.points_entry e
   where e.representative_id = any($1::text[]) and e.scheme_id = $2 and e.day >= $3::date and e.day < $4::date
   order by e.representative_id, e.day, e.id`,
);
