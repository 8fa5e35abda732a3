import { statement } from '@lianxin/database';

/** A unit as it is stored. */
export interface UnitRow {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly event_id: string;
  readonly event_type: string;
  readonly occurred_at: Date;
  readonly state: unknown;
}

// Tables are named without their schema throughout the projection, so that a rebuild can stand shadows in their place.

const columns = 'u.type, u.id, u.version, u.event_id, u.event_type, u.occurred_at, u.state';

/** Notes the position of an event; no row when a later one was counted before. Plan: an upsert by primary key. */
export const moveOn = statement<{ position: number }>(
  'duty_index_move_on',
  `insert into reader (only_row, position) values (true, $1::bigint)
   on conflict (only_row) do update set position = excluded.position where reader.position < excluded.position
   returning position`,
);

/** Plan: primary key. Parameters: type, id. */
export const findUnit = statement<UnitRow>(
  'duty_index_unit',
  `select ${columns} from unit_state u where u.type = $1 and u.id = $2`,
);

/** Plan: an upsert by primary key. */
export const putUnit = statement<never>(
  'duty_index_unit_put',
  `insert into unit_state (type, id, version, event_id, event_type, occurred_at, state, people, task_id, object_key,
     object_at, merged_into)
   values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::text[], $9, $10, $11::timestamptz, $12)
   on conflict (type, id) do update set version = excluded.version, event_id = excluded.event_id,
     event_type = excluded.event_type, occurred_at = excluded.occurred_at, state = excluded.state,
     people = excluded.people, task_id = excluded.task_id, object_key = excluded.object_key,
     object_at = excluded.object_at, merged_into = excluded.merged_into`,
);

/** Units by type and ids. Plan: primary key, once an id. */
export const unitsById = statement<UnitRow>(
  'duty_index_units_by_id',
  `select ${columns} from unit_state u where u.type = $1 and u.id = any($2::text[]) order by u.id`,
);

/** Inspections or findings of tasks. Plan: index unit_state_task. Parameters: type, tasks. */
export const unitsOfTasks = statement<UnitRow>(
  'duty_index_units_of_tasks',
  `select ${columns} from unit_state u where u.task_id = any($2::text[]) and u.type = $1 order by u.id`,
);

/** Findings that were merged into others. Plan: index unit_state_merged. */
export const findingsMergedInto = statement<UnitRow>(
  'duty_index_merged_into',
  `select ${columns} from unit_state u where u.merged_into = any($1::text[]) and u.type = 'finding' order by u.id`,
);

/**
 * Units about objects within stretches of time. Plan: index unit_state_object, a range for each.
 * Parameters: type, object keys, beginnings, ends (pairwise).
 */
export const unitsOnObjects = statement<UnitRow>(
  'duty_index_units_on_objects',
  `select distinct on (u.id) ${columns}
   from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as w (object_key, first_at, last_at)
   join unit_state u on u.object_key = w.object_key and u.type = $1 and u.object_at between w.first_at and w.last_at
   order by u.id`,
);

/** All units of some deputies, a page at a time. Plan: index unit_state_people. Parameters: deputies, last type, last id, limit. */
export const unitsOfPeople = statement<UnitRow>(
  'duty_index_units_of_people',
  `select ${columns} from unit_state u where u.people && $1::text[] and (u.type, u.id) > ($2, $3)
   order by u.type, u.id limit $4`,
);
