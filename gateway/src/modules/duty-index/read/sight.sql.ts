import { statement } from '@lianxin/database';

/** Of some deputies those who lie in a region. Plan: primary key, once a deputy. Parameters: deputies, region. */
export const deputiesOfRegion = statement<{ id: string }>(
  'duty_index_deputies_of_region',
  'select id from duty_index.deputy where id = any($1::text[]) and region_path @> array[$2::text]',
);

/**
 * The regions of a deputy, or of all deputies of a region: those below it, and those above. Plan: primary key or index
 * deputy_region_path. Parameters: deputy or null, region or null.
 */
export const regionsOfDeputies = statement<{ code: string }>(
  'duty_index_regions_of_deputies',
  `select distinct unnest(region_path) as code from duty_index.deputy
   where id = $1 or ($2::text is not null and region_path @> array[$2::text])`,
);

/** The regions that the rules of a cohort have ever named; null where a version names none. Plan: primary key. */
export const regionsOfCohort = statement<{ code: string | null }>(
  'duty_index_regions_of_cohort',
  `select distinct policy -> 'cohort' ->> 'regionCode' as code from duty_index.saved_policy where policy_id = $1`,
);

/**
 * Whether regions (null: all there are) hold somebody who is not of a region: a deputy of another one, or one of whom no
 * region is known. A region in which nobody lives is not known to lie in another. Plan: deputies, and for all regions
 * mandates, whole: thousands. Parameters: regions, region.
 */
export const reachesBeyond = statement<{ beyond: boolean }>(
  'duty_index_reaches_beyond',
  `select exists (
     select from unnest($1::text[]) as r (code)
     where r.code is distinct from $2::text and (
       not exists (select from duty_index.deputy d where r.code is null or d.region_path @> array[r.code])
       or exists (
         select from duty_index.deputy d
         where (r.code is null or d.region_path @> array[r.code]) and not d.region_path @> array[$2::text])
       or (r.code is null and exists (
         select from duty_index.mandate m
         where not exists (select from duty_index.deputy d where d.id = m.representative_id))))) as beyond`,
);
