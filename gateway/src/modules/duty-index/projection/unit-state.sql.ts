import { statement } from '@lianxin/database';
import type { UnitType } from '../core/contribution.js';
import type { PolicyRow } from './deputy.sql.js';

/** A unit as it is stored. */
export interface UnitRow {
  readonly type: UnitType;
  readonly id: string;
  readonly version: number;
  readonly event_id: string;
  readonly event_type: string;
  readonly occurred_at: Date;
  readonly state: unknown;
}

// Tables are named without their schema throughout the projection, so that a rebuild can stand shadows in their place.

const columns = 'u.type, u.id, u.version, u.event_id, u.event_type, u.occurred_at, u.state';

/**
 * Begins to count some events: notes their positions, and reads every version of every policy. No row when a later event
 * was counted before. Until the end of the transaction, statements are then planned to go by keys: they name rows by key
 * and nothing else, but a plan is made once a connection and kept. Made while a table is small, or for a rebuild's shadows,
 * of which there are no statistics, it would read the whole of it for every batch ever after.
 * Plan: an upsert by primary key, and policies whole. Parameters: first, last.
 */
export const takeTurnOf = statement<{ settings: number; policies: PolicyRow[] | null }>(
  'duty_index_take_turn',
  `with planned as materialized (
     select set_config(name, 'off', true) from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) as name),
   moved as (
     insert into reader (only_row, position) values (true, $2::bigint)
     on conflict (only_row) do update set position = excluded.position where reader.position < $1::bigint
     returning position)
   select (select count(*)::int from planned) as settings,
     (select jsonb_agg(jsonb_build_object('policy', policy, 'version', version, 'hash', hash) order by policy_id, version)
       from policy_version) as policies
   from moved`,
);

/** Plan: upserts by primary key. Parameters: rows. */
export const putUnits = statement<never>(
  'duty_index_units_put',
  `insert into unit_state (type, id, version, event_id, event_type, occurred_at, state, people, task_id, object_key,
     object_at, merged_into)
   select * from jsonb_to_recordset($1::jsonb)
     as n (type text, id text, version int, event_id uuid, event_type text, occurred_at timestamptz, state jsonb,
       people text[], task_id text, object_key text, object_at timestamptz, merged_into text)
   on conflict (type, id) do update set version = excluded.version, event_id = excluded.event_id,
     event_type = excluded.event_type, occurred_at = excluded.occurred_at, state = excluded.state,
     people = excluded.people, task_id = excluded.task_id, object_key = excluded.object_key,
     object_at = excluded.object_at, merged_into = excluded.merged_into`,
);

// Each of these goes from what is asked for to the rows of a table, once for each key: `offset 0` keeps the planner from
// turning that round, which it would while statistics call the table small.

/** Units by type and id. Plan: primary key, once a unit. Parameters: types, ids (pairwise). */
export const unitsById = statement<UnitRow>(
  'duty_index_units_by_id',
  `select ${columns} from unnest($1::text[], $2::text[]) as i (type, id)
   cross join lateral (select * from unit_state u where u.type = i.type and u.id = i.id offset 0) u`,
);

/** Findings that were merged into others. Plan: index unit_state_merged, once a finding. */
export const findingsMergedInto = statement<UnitRow>(
  'duty_index_merged_into',
  `select ${columns} from unnest($1::text[]) as f (id)
   cross join lateral (select * from unit_state u where u.merged_into = f.id offset 0) u where u.type = 'finding'`,
);

/**
 * Inspections or findings of tasks, and those about objects within stretches of time. Plan: index unit_state_task, once a
 * task; index unit_state_object, a range for each stretch. A unit may come more than once.
 * Parameters: type, tasks; object keys, beginnings, ends (pairwise).
 */
export const unitsAround = statement<UnitRow>(
  'duty_index_units_around',
  `select ${columns} from unnest($2::text[]) as t (id)
   cross join lateral (select * from unit_state u where u.task_id = t.id offset 0) u where u.type = $1
   union all (
   select distinct on (u.id) ${columns}
   from unnest($3::text[], $4::timestamptz[], $5::timestamptz[]) as w (object_key, first_at, last_at)
   cross join lateral (select * from unit_state u where u.object_key = w.object_key and u.type = $1
     and u.object_at between w.first_at and w.last_at offset 0) u
   order by u.id)`,
);

/** The names of all units of some deputies. Plan: index unit_state_people. */
export const unitNamesOfPeople = statement<{ type: UnitType; id: string }>(
  'duty_index_unit_names_of_people',
  'select u.type, u.id from unit_state u where u.people && $1::text[] order by u.type, u.id',
);

/** Those of some deputies who have a unit. Plan: index unit_state_people, once a deputy. */
export const peopleWithUnits = statement<{ id: string }>(
  'duty_index_people_with_units',
  'select i.id from unnest($1::text[]) as i (id) where exists (select from unit_state u where u.people && array[i.id])',
);
