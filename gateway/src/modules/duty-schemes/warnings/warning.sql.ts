import { statement } from '@lianxin/database';
import type { DutyWarningLight } from '@lianxin/events';
import type { StoredRow } from '../../keyed-commands.js';
import type { ParentCount } from '../versioned-list.js';

/** A change of a light, as stored. */
export interface WarningChangeRow {
  /** The light. */
  readonly parent: string;
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

/**
 * Notes that the log is told of an instant, if a light waits for one that it was not told of. Plan: a range of warning_next.
 */
export const tellPassed = statement<{ version: number }>(
  'duty_schemes_warning_tell_passed',
  `update duty_schemes.time_told t set at = $1, version = version + 1
   where exists (select from duty_schemes.warning w where w.next_at <= $1 and w.next_at > t.at) returning t.version`,
);

/** Plan: for each light a range of the primary key. Parameters: warnings, version behind, limit for each. */
export const changesOfWarnings = statement<WarningChangeRow>(
  'duty_schemes_warning_changes_of',
  `select p.id::text as parent, c.*
   from unnest($1::uuid[]) p (id) cross join lateral (
     select * from duty_schemes.warning_change c where c.warning_id = p.id and c.version > $2::int
     order by c.version limit $3::int) c
   order by p.id, c.version`,
);
export const changesOfWarningsCount = statement<ParentCount>(
  'duty_schemes_warning_changes_count',
  `select warning_id::text as parent, count(*)::int as count from duty_schemes.warning_change
   where warning_id = any($1::uuid[]) group by warning_id`,
);
