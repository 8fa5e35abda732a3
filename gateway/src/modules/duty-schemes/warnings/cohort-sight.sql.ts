import { statement } from '@lianxin/database';
import { defaultPolicy } from '../../duty-index/core/default-policy.js';

/** The regions that the rules of a cohort have ever named, null for all there are; no row for a cohort that is not known. */
const regionsOfCohort = (policyId: string): string =>
  `select c.region_code from duty_schemes.cohort_taken c where c.policy_id = ${policyId}
   union select null where ${policyId} = '${defaultPolicy.policy.policyId}'`;

/**
 * Whether a light `w` is over a period of a cohort that can hold a deputy of a region, as the index decides it (ADR 0032).
 * Plan: primary keys of the period and its cohort, and index deputy_region_path. No look when the light is a deputy's.
 */
export const isOfCohortIn = (region: string): string => `
  w.representative_id = '' and exists (
    select from duty_schemes.watched_unit u
    cross join lateral (${regionsOfCohort("(u.state ->> 'policyId')")}) r
    where u.type = w.unit_type and u.id = w.unit_id and (r.region_code = ${region} or exists (
      select from duty_schemes.deputy d
      where d.region_path @> array[${region}] and (r.region_code is null or d.region_path @> array[r.region_code]))))`;

/**
 * The regions that hold the cohorts of some periods whole, whose offices decide about them: everybody in a region that the
 * cohort names is theirs. A region in which nobody lives is known to lie in no other. Plan: primary keys of periods and
 * cohorts; for each region that there is, deputies up to the first who is of another. Parameter: periods.
 */
export const regionsHolding = statement<{ period_id: string; code: string }>(
  'duty_schemes_regions_holding',
  `select u.id as period_id, h.code
   from duty_schemes.watched_unit u
   cross join lateral (
     with cohort as (${regionsOfCohort("(u.state ->> 'policyId')")})
     select r.code
     from (select unnest(region_path) as code from duty_schemes.deputy union select region_code from cohort) r
     where exists (select from cohort) and r.code is not null and not exists (
       select from cohort c
       where c.region_code is distinct from r.code and (
         not exists (
           select from duty_schemes.deputy d where c.region_code is null or d.region_path @> array[c.region_code])
         or exists (
           select from duty_schemes.deputy d
           where (c.region_code is null or d.region_path @> array[c.region_code])
             and not d.region_path @> array[r.code])))) h
   where u.type = 'PERIOD' and u.id = any($1::text[])
   order by u.id, h.code`,
);
