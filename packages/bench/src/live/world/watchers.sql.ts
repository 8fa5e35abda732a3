import type { Subject } from '../../platform/acceptance.js';

/** The city whose office the watchers belong to. */
export const watchersRegion = '330700000000';

/**
 * Clerks of the city's office with one password ($1): they are different people of one class. The rows that they watch
 * are those of the station queue.
 */
export const insertWatchers = `
  with account as (
    insert into identity.account (id, username, display_name, password_hash, grants_version, created_at)
    select md5('bench watcher ' || i)::uuid, 'bench-watcher-' || i, '基准测试办公室' || i, $1, 1, now()
    from generate_series(1, $2::int) i
    returning id)
  insert into identity.account_grant (account_id, role, region_code)
  select id, 'OFFICE_CLERK', '${watchersRegion}' from account`;

/** A suggestion that has a unit, with what an event about it has to say. */
export const selectWatched = `
  select id, number, version, station_id as "stationId", region_code as "regionCode", lead_unit_id as "leadUnitId"
  from suggestions.suggestion where status = 'IN_PROGRESS' and lead_unit_id is not null order by id limit 1`;

/** What an event tells of. */
export interface Watched extends Subject {
  readonly version: number;
}
