import { statement } from '@lianxin/database';
import { periodsSeenFrom } from './cohort-sight.sql.js';
import type { WarningRow } from './warning-replica.sql.js';

/*
 * Lights by due time. Each colour is read in its own order and no further than a page, and the pages are merged: a history
 * of lights that are off is never passed over. Parameters of pages: whose, lights, rule or null, due and id behind, limit;
 * of counts: the first three.
 */

const ofRule = '($3::text is null or w.rule_code = $3)';
const pageOf = (whose: string): string => `
  select w.* from duty_schemes.warning w
  where ${whose} and w.light = l.light and ${ofRule} and (w.due_at, w.id) > ($4::timestamptz, $5::uuid)
  order by w.due_at, w.id limit $6::bigint`;
const ofDeputy = pageOf('w.representative_id = r.id');
const merged = (from: string): string => `${from} order by w.due_at, w.id limit $6`;

/** Lights of some deputies. Plan: for each deputy and light a page of index warning_of. */
export const warningsOf = statement<WarningRow>(
  'duty_schemes_warnings_of',
  merged(
    `select w.* from unnest($1::text[]) r (id) cross join unnest($2::text[]) l (light) cross join lateral (${ofDeputy}) w`,
  ),
);
/** Plan: index warning_of. */
export const warningsOfCount = statement<{ count: number }>(
  'duty_schemes_warnings_of_count',
  `select count(*)::int as count from duty_schemes.warning w
   where w.representative_id = any($1::text[]) and w.light = any($2::text[]) and ${ofRule}`,
);

/** Deputies of a region up to which a page of each is read, instead of walking by what others have. */
const few = 300;
const deputiesOfRegion = 'select d.id from duty_schemes.deputy d where d.region_path @> array[$1::text]';
const seenPeriod = `w.unit_id in (${periodsSeenFrom('$1')})`;
const seenFromRegion = `(w.representative_id in (${deputiesOfRegion}) or w.representative_id = '' and ${seenPeriod})`;

/**
 * Lights of the deputies of a region, and of the periods of its cohorts. Plan, where the region has few deputies: for each
 * of them and each light a page of index warning_of; else for each light index warning_due, passing over what is not
 * theirs. The other plan is never begun: which it is, is known before either.
 */
export const warningsOfRegion = statement<WarningRow>(
  'duty_schemes_warnings_of_region',
  merged(`with own as materialized (${deputiesOfRegion} limit ${few + 1})
   select w.* from unnest($2::text[]) l (light) cross join lateral (
     (select w.* from (select id from own union all select '') r
      cross join lateral (${pageOf(`w.representative_id = r.id and (r.id <> '' or ${seenPeriod})`)}) w
      where (select count(*) from own) <= ${few})
     union all (select w.* from (${pageOf(seenFromRegion)}) w where (select count(*) from own) > ${few})) w`),
);
/** Plan: lights of the colours by index warning_due, each looked up among the deputies of the region. */
export const warningsOfRegionCount = statement<{ count: number }>(
  'duty_schemes_warnings_of_region_count',
  `select count(*)::int as count from duty_schemes.warning w
   where w.light = any($2::text[]) and ${ofRule} and ${seenFromRegion}`,
);
