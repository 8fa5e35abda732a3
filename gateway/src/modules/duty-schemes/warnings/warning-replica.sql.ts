import { statement } from '@lianxin/database';
import type { DutyWarningLight } from '@lianxin/events';
import type { UnitRow } from '../units/unit.sql.js';

/** A light as stored. */
export interface WarningRow {
  readonly id: string;
  readonly rule_code: string;
  readonly rule_version: number;
  readonly unit_type: string;
  readonly unit_id: string;
  readonly representative_id: string;
  readonly light: DutyWarningLight;
  readonly due_at: Date;
  readonly since: Date;
  readonly next_at: Date | null;
  readonly red_at: Date | null;
  readonly event_id: string;
  readonly event_type: string;
  readonly version: number;
}

/** The tables that the log gives. No statement here names their schema: a rebuild stands shadows in their place. */
export const warningTables = [
  'watched_unit',
  'warning',
  'warning_change',
  'rules_taken',
  'time_taken',
  'cohort_taken',
] as const;

/** What the log has told so far: the latest instant that has passed, and the rules in force; null for none. */
export interface LogFrame {
  readonly time: Date | null;
  readonly rules_version: number | null;
  readonly rules: unknown;
}

/** Plan: two primary-key probes. */
export const frame = statement<LogFrame>(
  'duty_schemes_warning_frame',
  `select (select at from time_taken) as time, r.version as rules_version, r.scheme as rules
   from (select 1) one left join lateral (select * from rules_taken order by version desc limit 1) r on true`,
);

/** A unit that is looked at, once for each of its lights, or once without. */
export type KnownRow = { readonly unit_version: number | null; readonly type: string; readonly key: string } & (
  WarningRow | { readonly id: null }
);
/** Plan: primary key of units and the unique index of lights, a probe each. Parameters: types and ids side by side. */
export const unitsAtHand = statement<KnownRow>(
  'duty_schemes_warning_units',
  `select k.type, k.id as key, u.version as unit_version, w.*
   from unnest($1::text[], $2::text[]) k (type, id)
   left join watched_unit u on u.type = k.type and u.id = k.id
   left join warning w on w.unit_type = k.type and w.unit_id = k.id
   order by w.id`,
);

/**
 * Writes units, lights and changes of lights, whole, as JSON: one statement for any number. Plan: upserts by primary key.
 */
export const putLooks = statement<never>(
  'duty_schemes_warning_put',
  `with units as (
     insert into watched_unit select r.* from jsonb_populate_recordset(null::watched_unit, $1::jsonb) r
     on conflict (type, id) do update set version = excluded.version, event_id = excluded.event_id,
       event_type = excluded.event_type, state = excluded.state, watched = excluded.watched),
   lights as (
     insert into warning select r.* from jsonb_populate_recordset(null::warning, $2::jsonb) r
     on conflict (id) do update set rule_version = excluded.rule_version, light = excluded.light,
       due_at = excluded.due_at, since = excluded.since, next_at = excluded.next_at, red_at = excluded.red_at,
       event_id = excluded.event_id, event_type = excluded.event_type, version = excluded.version)
   insert into warning_change select r.* from jsonb_populate_recordset(null::warning_change, $3::jsonb) r`,
);

/**
 * Turns every light whose instant has come by $1, notes the changes and the time: one statement for any number. Returns
 * what has turned. Plan: a range of warning_next.
 */
export const passTime = statement<WarningRow & { readonly before: DutyWarningLight }>(
  'duty_schemes_warning_pass_time',
  `with due as (select id, light as before from warning where next_at <= $1),
   turned as (
     update warning w set
       light = case when w.red_at <= $1 then 'RED' else 'YELLOW' end,
       since = case when w.red_at <= $1 then w.red_at else w.next_at end,
       next_at = case when w.red_at <= $1 then null else w.red_at end,
       version = w.version + 1
     from due where w.id = due.id returning w.*, due.before),
   noted as (
     insert into warning_change (warning_id, version, at, before, light)
     select id, version, since, before, light from turned),
   passed as (
     insert into time_taken as t values (1, $1) on conflict (id) do update set at = greatest(t.at, excluded.at))
   select * from turned order by id`,
);

/** Parameters: version, rules. */
export const takeRules = statement<never>(
  'duty_schemes_warning_take_rules',
  `insert into rules_taken values ($1, $2::jsonb) on conflict (version) do nothing`,
);
/** The region that a version of a cohort's rules names, or none. Parameters: cohort, version, rules. */
export const takeCohort = statement<never>(
  'duty_schemes_warning_take_cohort',
  `insert into cohort_taken values ($1, $2, $3::jsonb -> 'cohort' ->> 'regionCode')
   on conflict (policy_id, version) do nothing`,
);
/** Units with a deadline that runs, a page at a time. Plan: index watched_unit_watched. Parameters: type, id behind; limit. */
export const watchedUnits = statement<UnitRow>(
  'duty_schemes_warning_watched',
  'select * from watched_unit u where watched and (u.type, u.id) > ($1, $2) order by u.type, u.id limit $3',
);
