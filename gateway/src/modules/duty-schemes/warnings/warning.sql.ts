import { statement } from '@lianxin/database';
import type { DutyWarningLight } from '@lianxin/events';
import type { StoredRow } from '../../keyed-commands.js';
import type { UnitRow } from '../units/unit.sql.js';

/** A warning and a change of its light, as stored. */
export interface WarningRow extends StoredRow {
  readonly id: string;
  readonly rule_code: string;
  readonly rule_version: number;
  readonly unit_type: string;
  readonly unit_id: string;
  readonly representative_id: string;
  readonly region_path: string[];
  readonly light: DutyWarningLight;
  readonly due_at: Date;
  readonly since: Date;
  readonly next_at: Date | null;
  readonly event_id: string;
  readonly event_type: string;
  readonly version: number;
}
export interface WarningChangeRow {
  readonly version: number;
  readonly at: Date;
  readonly before: DutyWarningLight;
  readonly light: DutyWarningLight;
  readonly event_id: string | null;
  readonly event_type: string | null;
}

export interface RulesRow extends StoredRow {
  readonly version: number;
  readonly scheme: unknown;
  readonly hash: string;
}

export const ruleVersions = statement<RulesRow>(
  'duty_schemes_warning_rules',
  'select * from duty_schemes.warning_rules order by version desc',
);
export const newestRules = statement<RulesRow>(
  'duty_schemes_warning_newest_rules',
  'select * from duty_schemes.warning_rules order by version desc limit 1',
);
/** Parameters: version, rules, hash, by, at. */
export const insertRules = statement<StoredRow>(
  'duty_schemes_warning_save_rules',
  'insert into duty_schemes.warning_rules values ($1, $2::jsonb, $3, $4, $5) returning *',
);

/** Plan: the unique index of a unit. */
export const warningsOfUnit = statement<WarningRow>(
  'duty_schemes_warning_of_unit',
  'select * from duty_schemes.warning where unit_type = $1 and unit_id = $2',
);
/** Parameters: warnings as JSON, whole. Plan: an upsert by primary key. */
export const putWarnings = statement<never>(
  'duty_schemes_warning_put',
  `insert into duty_schemes.warning
   select r.* from jsonb_populate_recordset(null::duty_schemes.warning, $1::jsonb) r
   on conflict (id) do update set rule_version = excluded.rule_version, region_path = excluded.region_path,
     light = excluded.light, due_at = excluded.due_at, since = excluded.since, next_at = excluded.next_at,
     event_id = excluded.event_id, event_type = excluded.event_type, version = excluded.version`,
);
export const insertChanges = statement<never>(
  'duty_schemes_warning_changes',
  `insert into duty_schemes.warning_change
   select r.* from jsonb_populate_recordset(null::duty_schemes.warning_change, $1::jsonb) r`,
);

/** Units whose lights time has changed. Plan: index warning_next. Parameters: now, limit. */
export const dueUnits = statement<UnitRow>(
  'duty_schemes_warning_due',
  `select u.* from (select distinct unit_type, unit_id from (
       select unit_type, unit_id from duty_schemes.warning where next_at <= $1 order by next_at limit $2) n) w
   join duty_schemes.unit u on u.type = w.unit_type and u.id = w.unit_id`,
);
/** Units with a deadline that runs, a page at a time. Plan: index unit_watched. Parameters: type, id behind; limit. */
export const watchedUnits = statement<UnitRow>(
  'duty_schemes_warning_watched',
  'select * from duty_schemes.unit u where watched and (u.type, u.id) > ($1, $2) order by u.type, u.id limit $3',
);
/** A deputy's warnings follow the deputy. Plan: index warning_of. */
export const moveWarnings = statement<never>(
  'duty_schemes_warning_move',
  'update duty_schemes.warning set region_path = $2::text[] where representative_id = $1',
);

const visible = `($1::text is null or w.representative_id = $1)
     and ($2::text is null or w.representative_id = '' or $2 = any(w.region_path))
     and w.light = any($3::text[]) and ($4::text is null or w.rule_code = $4)
     and ($5::text is null or w.representative_id = $5)`;
/** The most urgent first. Parameters: deputy or null, region or null, lights, rule, deputy asked for; due, id behind; limit. */
export const warningsSeen = statement<WarningRow>(
  'duty_schemes_warnings',
  `select * from duty_schemes.warning w where ${visible} and (w.due_at, w.id) > ($6::timestamptz, $7::uuid)
   order by w.due_at, w.id limit $8`,
);
export const warningsSeenCount = statement<{ count: number }>(
  'duty_schemes_warnings_count',
  `select count(*)::int as count from duty_schemes.warning w where ${visible}`,
);
/** Parameters: warning, version behind, limit. */
export const changesOfWarning = statement<WarningChangeRow>(
  'duty_schemes_warning_changes_of',
  `select * from duty_schemes.warning_change where warning_id = $1::uuid and version > $2::int
   order by version limit $3`,
);
export const changesOfWarningCount = statement<{ count: number }>(
  'duty_schemes_warning_changes_count',
  'select count(*)::int as count from duty_schemes.warning_change where warning_id = $1::uuid',
);
