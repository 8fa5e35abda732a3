import { statement } from '@lianxin/database';
import type { MandateState } from '../core/deputy-rules.js';

/** A deputy with their mandates. */
export interface DeputyRow {
  readonly id: string;
  /** Null for one of whom only a mandate is known. */
  readonly code: string | null;
  readonly region_code: string | null;
  readonly region_path: string[];
  readonly is_party_member: boolean | null;
  readonly congress_level: string | null;
  readonly mandates: readonly MandateState[];
}

/** Plan: upserts by primary key. Parameters: rows, one a deputy. */
export const putDeputies = statement<never>(
  'duty_index_deputies_put',
  `insert into deputy (id, code, name, region_code, region_path, is_party_member, congress_level)
   select * from jsonb_to_recordset($1::jsonb) as d (id text, code text, name text, region_code text, region_path text[],
     is_party_member boolean, congress_level text)
   on conflict (id) do update set code = excluded.code, name = excluded.name, region_code = excluded.region_code,
     region_path = excluded.region_path, is_party_member = excluded.is_party_member,
     congress_level = excluded.congress_level`,
);

/**
 * The end may come before the beginning: then the beginning fills what it left open. Plan: upserts by primary key.
 * Parameters: rows, one a mandate.
 */
export const putMandates = statement<never>(
  'duty_index_mandates_put',
  `insert into mandate as m (id, representative_id, term_no, from_day, to_day, version)
   select * from jsonb_to_recordset($1::jsonb) as n (id text, representative_id text, term_no int, from_day date,
     to_day date, version int)
   on conflict (id) do update set
     from_day = coalesce(m.from_day, excluded.from_day),
     to_day = case when m.version < excluded.version then excluded.to_day else m.to_day end,
     version = greatest(m.version, excluded.version)`,
);

/**
 * May come before the beginning too. The newest list of suspensions counts. Plan: upserts by primary key.
 * Parameters: rows, one a mandate.
 */
export const putSuspensions = statement<never>(
  'duty_index_suspensions_put',
  `insert into mandate as m (id, representative_id, term_no, version, suspensions, suspensions_version)
   select id, representative_id, term_no, 0, suspensions, version from jsonb_to_recordset($1::jsonb)
     as n (id text, representative_id text, term_no int, suspensions jsonb, version int)
   on conflict (id) do update set
     suspensions = case when m.suspensions_version < excluded.suspensions_version then excluded.suspensions else m.suspensions end,
     suspensions_version = greatest(m.suspensions_version, excluded.suspensions_version)`,
);

/**
 * Deputies of whom a registration or a mandate is known, with their mandates. Plan: primary key and index
 * mandate_representative, once a deputy.
 */
export const deputiesWithMandates = statement<DeputyRow>(
  'duty_index_deputies',
  `select i.id, d.code, d.region_code, coalesce(d.region_path, '{}') as region_path, d.is_party_member, d.congress_level,
     coalesce(m.mandates, '[]') as mandates
   from unnest($1::text[]) as i (id)
   left join lateral (select * from deputy d where d.id = i.id offset 0) d on true
   left join lateral (
     select jsonb_agg(jsonb_build_object('termNo', m.term_no, 'from', m.from_day, 'to', m.to_day,
       'suspensions', m.suspensions) order by m.id) as mandates
     from mandate m where m.representative_id = i.id) m on true
   where d.id is not null or m.mandates is not null`,
);

/** Every deputy that is known or has a mandate. */
export const everyDeputy = statement<{ id: string }>(
  'duty_index_every_deputy',
  'select id from deputy union select representative_id from mandate order by id',
);

/** A version of a policy as stored. */
export interface PolicyRow {
  readonly policy: unknown;
  readonly version: number;
  readonly hash: string;
}

/** Every version of every policy; up to a position if one is given. */
export const policyVersions = statement<PolicyRow>(
  'duty_index_policies',
  `select policy, version, hash from policy_version where $1::bigint is null or position <= $1::bigint
   order by policy_id, version`,
);

/** Plan: an insert; the same version again changes nothing. */
export const putPolicy = statement<never>(
  'duty_index_policy_put',
  `insert into policy_version (policy_id, version, policy, hash, position, saved_at)
   values ($1, $2, $3::jsonb, $4, $5, $6) on conflict do nothing`,
);
