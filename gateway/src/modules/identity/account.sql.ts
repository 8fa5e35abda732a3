import { statement } from '@lianxin/database';
import type { Grant } from './grants.js';

/** An account with its grants. */
export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly display_name: string;
  readonly password_hash: string;
  readonly disabled_at: Date | null;
  readonly grants_version: number;
  readonly grants: readonly Grant[];
}

const columns = `
  a.id, a.username, a.display_name, a.password_hash, a.disabled_at, a.grants_version,
  coalesce((
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'role', g.role, 'stationId', g.station_id, 'unitId', g.unit_id,
      'representativeId', g.representative_id, 'regionCode', g.region_code)) order by g.role)
    from identity.account_grant g where g.account_id = a.id), '[]') as grants`;

/** Plan: unique index on username, then the grants by their primary key's prefix. */
export const accountByUsername = statement<AccountRow>(
  'identity_account_by_username',
  `select ${columns} from identity.account a where a.username = $1`,
);

/** Plan: primary key, then the grants by their primary key's prefix. */
export const accountById = statement<AccountRow>(
  'identity_account_by_id',
  `select ${columns} from identity.account a where a.id = $1::uuid`,
);

/** No row when the name is taken. Parameters: id, user name, display name, password hash, now. */
export const insertAccount = statement<{ id: string }>(
  'identity_insert_account',
  `insert into identity.account (id, username, display_name, password_hash, grants_version, created_at)
   values ($1::uuid, $2, $3, $4, 1, $5)
   on conflict (username) do nothing returning id`,
);

/** Parameters: account, grants as JSON. */
export const insertGrants = statement(
  'identity_insert_grants',
  `insert into identity.account_grant (account_id, role, station_id, unit_id, representative_id, region_code)
   select $1::uuid, g."role", g."stationId", g."unitId", g."representativeId", g."regionCode"
   from jsonb_to_recordset($2::jsonb) as g("role" text, "stationId" text, "unitId" text, "representativeId" text, "regionCode" text)`,
);

/** Locks the account for a change of its grants and counts the edition up. Parameters: account, now. */
export const nextGrantsVersion = statement<{ grants_version: number }>(
  'identity_next_grants_version',
  `update identity.account set grants_version = grants_version + 1, grants_changed_at = $2
   where id = $1::uuid returning grants_version`,
);

/** Parameters: account. */
export const deleteGrants = statement(
  'identity_delete_grants',
  `delete from identity.account_grant where account_id = $1::uuid`,
);

/** Parameters: account, now. */
export const markDisabled = statement<{ grants_version: number }>(
  'identity_mark_disabled',
  `update identity.account set disabled_at = $2, grants_version = grants_version + 1, grants_changed_at = $2
   where id = $1::uuid and disabled_at is null returning grants_version`,
);

/** Parameters: account, password hash. */
export const storePasswordHash = statement(
  'identity_store_password_hash',
  `update identity.account set password_hash = $2 where id = $1::uuid`,
);
