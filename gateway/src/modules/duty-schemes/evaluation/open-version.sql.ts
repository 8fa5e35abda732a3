import { statement } from '@lianxin/database';

/**
 * The version of an evaluation that is open: judgements of the period, and changes of who is in the group. Both are only
 * counted up, so no version comes again. Plan: two primary-key probes. Parameters: scheme, group, region, kind, start.
 */
export const openVersion = statement<{ version: number }>(
  'duty_schemes_evaluation_open_version',
  `select coalesce((select version from duty_schemes.evaluation_group
                    where scheme_id = $1 and group_code = $2 and region_code = $3), 0)
     + coalesce((select judgements from duty_schemes.evaluation_judged
                 where scheme_id = $1 and group_code = $2 and region_code = $3
                   and period_kind = $4 and period_start = $5::date), 0) as version`,
);

/** Plan: an upsert by primary key. Parameters: scheme, group, region, kind, start. */
export const countJudgement = statement<never>(
  'duty_schemes_evaluation_count_judgement',
  `insert into duty_schemes.evaluation_judged as j values ($1, $2, $3, $4, $5::date, 1)
   on conflict (scheme_id, group_code, region_code, period_kind, period_start)
     do update set judgements = j.judgements + 1`,
);

/** Plan: upserts by primary key. Parameters: scheme, the groups that somebody left and came to, region. */
export const countEnrolment = statement<never>(
  'duty_schemes_evaluation_count_enrolment',
  `insert into duty_schemes.evaluation_group as g select $1, c.code, $3, 1 from unnest($2::text[]) c (code)
   on conflict (scheme_id, group_code, region_code) do update set version = g.version + 1`,
);
