import { statement } from '@lianxin/database';
import type { ObjectionRow, PeriodRow } from '../commands/commands.sql.js';
import type { StoredRow } from '../commands/run-once.js';
import type { CountReason } from '../core/contribution.js';

const ofRegions = `(s.policy -> 'cohort' ->> 'regionCode' is null or s.policy -> 'cohort' ->> 'regionCode' = any($1::text[]))`;

/**
 * Versions of rules of cohorts of some regions, and of those without one, newest first. Plan: primary key from the cursor
 * on, passing over others. Parameters: regions; policy, version behind; limit.
 */
export const savedPolicies = statement<StoredRow & { policy_id: string; version: number; saved_at: Date }>(
  'duty_index_saved_policies',
  `select * from duty_index.saved_policy s
   where ${ofRegions} and (s.policy_id, -s.version) > ($2, $3::int) order by s.policy_id, -s.version limit $4`,
);
export const savedPoliciesCount = statement<{ count: number }>(
  'duty_index_saved_policies_count',
  `select count(*)::int as count from duty_index.saved_policy s where ${ofRegions}`,
);

/** Published periods of a cohort, latest first. Parameters: cohort, start before, limit. */
export const periodsOfCohort = statement<PeriodRow>(
  'duty_index_periods',
  `select * from duty_index.period p where p.policy_id = $1 and (p.start, p.kind) < ($2::date, $3)
   order by p.start desc, p.kind desc limit $4`,
);
export const periodsOfCohortCount = statement<{ count: number }>(
  'duty_index_periods_count',
  'select count(*)::int as count from duty_index.period where policy_id = $1',
);

const objections = `duty_index.objection o where o.period_id = $1::uuid and ($2::boolean or o.representative_id = $3
  or exists (select from duty_index.deputy d where d.id = o.representative_id and d.region_path @> array[$4::text]))`;

/**
 * Objections to a period: all, or those of a deputy and of the deputies of a region. Plan: index objection_period, a
 * deputy's primary key for each. Parameters: period, whether all, deputy or null, region or null; id behind; limit.
 */
export const objectionsTo = statement<ObjectionRow>(
  'duty_index_objections',
  `select o.* from ${objections} and o.id > $5::uuid order by o.id limit $6`,
);
export const objectionsToCount = statement<{ count: number }>(
  'duty_index_objections_count',
  `select count(*)::int as count from ${objections}`,
);

/** One change behind a snapshot: something began to count, or ceased to. */
export interface CorrectionRow {
  readonly at_position: number;
  readonly indicator: string;
  readonly unit_type: string;
  readonly unit_id: string;
  readonly subject_id: string;
  readonly event_id: string;
  readonly recorded_at: Date | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly share: number;
  readonly reason: CountReason | null;
}

/**
 * What has changed in a deputy's period behind a position, in the order of the log. What counts the same as before (a later
 * event of a unit that changes nothing in the index) is no correction. Plan: index contribution_ever.
 * Parameters: deputy, first day, day after the last, position; last position, rate, type, id; limit.
 */
export const correctionsSince = statement<CorrectionRow>(
  'duty_index_corrections',
  `with moves as (
     select since_position as at_position, indicator, unit_type, unit_id, share, reason, 1 as sign, numerator, denominator
     from duty_index.contribution
     where representative_id = $1 and day >= $2::date and day < $3::date and since_position > $4::bigint
     union all
     select until_position, indicator, unit_type, unit_id, share, null, -1, numerator, denominator
     from duty_index.contribution
     where representative_id = $1 and day >= $2::date and day < $3::date and until_position > $4::bigint),
   sums as (
     select at_position, indicator, unit_type, unit_id, share, max(reason) as reason,
       sum(sign * numerator::int)::int as numerator, sum(sign * denominator::int)::int as denominator
     from moves group by 1, 2, 3, 4, 5)
   select s.*, coalesce(u.state ->> 'taskId', s.unit_id) as subject_id, l.event_id, l.recorded_at
   from sums s join events.log l on l.position = s.at_position
   left join duty_index.unit_state u on u.type = 'duty_offer' and u.type = s.unit_type and u.id = s.unit_id
   where (s.numerator, s.denominator) <> (0, 0)
     and (s.at_position, s.indicator, s.unit_type, s.unit_id) > ($5::bigint, $6, $7, $8)
   order by s.at_position, s.indicator, s.unit_type, s.unit_id limit $9`,
);
