import { statement } from '@lianxin/database';

/** A unit as stored. */
export interface UnitRow {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly event_id: string;
  readonly event_type: string;
  readonly state: unknown;
}

/** Changes nothing and returns nothing when a later version is known. Plan: an upsert by primary key. */
export const putUnit = statement<{ id: string }>(
  'duty_schemes_unit_put',
  `insert into duty_schemes.unit as u (type, id, version, event_id, event_type, state, day)
   values ($1, $2, $3, $4::uuid, $5, $6::jsonb, $7::date)
   on conflict (type, id) do update set version = excluded.version, event_id = excluded.event_id,
     event_type = excluded.event_type, state = excluded.state, day = excluded.day
   where u.version < excluded.version returning id`,
);

/** Deeds from a day on, a page at a time. Plan: index unit_day. Parameters: day, type, id behind; first day; limit. */
export const deedsFrom = statement<UnitRow & { day: string }>(
  'duty_schemes_deeds_from',
  `select * from duty_schemes.unit u
   where u.day is not null and u.day >= $1::date and (u.day, u.type, u.id) > ($2::date, $3, $4)
   order by u.day, u.type, u.id limit $5`,
);

export const putDeputy = statement<never>(
  'duty_schemes_deputy_put',
  `insert into duty_schemes.deputy (id, code, name, region_path) values ($1, $2, $3, $4::text[])
   on conflict (id) do update set code = excluded.code, name = excluded.name, region_path = excluded.region_path`,
);

/** Where deputies belong. Plan: primary key. */
export const deputiesById = statement<{ id: string; code: string; name: string; region_path: string[] }>(
  'duty_schemes_deputies',
  'select * from duty_schemes.deputy where id = any($1::text[])',
);

/**
 * Whether a region lies below another one, as the paths of deputies there tell; of a region in which none lives it is not
 * known. Plan: deputies whole, thousands. Parameters: region, the other one.
 */
export const regionLiesIn = statement<{ lies: boolean }>(
  'duty_schemes_region_lies_in',
  `select exists (select from duty_schemes.deputy
     where array_position(region_path, $2) < array_position(region_path, $1)) as lies`,
);

/** One decision about schemes, or one event, at a time: rules are read while deeds are taken, and the other way round. */
export const lockSchemes = statement<never>(
  'duty_schemes_lock',
  `select pg_advisory_xact_lock(hashtextextended('duty_schemes decisions', 0))`,
);
