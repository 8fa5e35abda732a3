import { statement } from '@lianxin/database';
import { defaultPolicy } from '../../duty-index/core/default-policy.js';

/** The regions that the rules of cohorts have ever named, null for all there are; no row for a cohort that is not known. */
const cohortRegions = `
  select policy_id, region_code from duty_schemes.cohort_taken
  union select '${defaultPolicy.policy.policyId}', null`;

/**
 * The periods of the cohorts that can hold a deputy of a region, as the index shows them (ADR 0032). Names nothing outside,
 * so it is looked at once for any number of lights. Plan: deputies of the region by index deputy_region_path; cohorts and
 * periods whole: hundreds, thousands.
 */
export const periodsSeenFrom = (region: string): string => `
  with seen as materialized (
    select distinct unnest(d.region_path) as code from duty_schemes.deputy d where d.region_path @> array[${region}]),
  cohort as materialized (
    select c.policy_id from (${cohortRegions}) c
    where c.region_code = ${region} or exists (select from seen s where c.region_code is null or c.region_code = s.code))
  select u.id from duty_schemes.watched_unit u
  where u.type = 'PERIOD' and u.state ->> 'policyId' in (select policy_id from cohort)`;

/**
 * The regions that hold the cohorts of some periods whole, whose offices decide about them: everybody in a region that the
 * cohort names is theirs. A region in which nobody lives is known to lie in no other. Plan: primary key of periods, cohorts
 * whole, and one walk of the deputies, thousands; a region without a name stands for all there are. Parameter: periods.
 */
export const regionsHolding = statement<{ period_id: string; code: string }>(
  'duty_schemes_regions_holding',
  `with cohort as materialized (
     select u.id as period_id, coalesce(c.region_code, '') as code
     from duty_schemes.watched_unit u join (${cohortRegions}) c on c.policy_id = u.state ->> 'policyId'
     where u.type = 'PERIOD' and u.id = any($1::text[])),
   shared as (
     select c.code, r.code as holder, count(*) as deputies
     from duty_schemes.deputy d
     cross join lateral unnest(array[''] || d.region_path) c (code)
     cross join lateral unnest(array[''] || d.region_path) r (code)
     where c.code in (select code from cohort) group by c.code, r.code),
   whole as (
     select s.code, s.holder from shared s
     join shared every on every.code = s.code and every.holder = '' and every.deputies = s.deputies
     union select code, code from cohort)
   select c.period_id, w.holder as code
   from cohort c join whole w on w.code = c.code
   where w.holder <> ''
   group by c.period_id, w.holder
   having count(*) = (select count(*) from cohort other where other.period_id = c.period_id)
   order by c.period_id, w.holder`,
);
