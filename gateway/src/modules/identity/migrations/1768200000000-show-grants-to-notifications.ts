import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets notifications ask which accounts a station, a unit, a deputy or a region has: ids and grants, neither names nor
 * anything of sign-in.
 */
export class ShowGrantsToNotifications1768200000000 implements MigrationInterface {
  readonly name = 'ShowGrantsToNotifications1768200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      grant usage on schema identity to lianxin_notifications;
      grant select (id, disabled_at) on identity.account to lianxin_notifications;
      grant select (account_id, role, station_id, unit_id, representative_id, region_code)
        on identity.account_grant to lianxin_notifications;
      create index account_grant_station on identity.account_grant (station_id) where station_id is not null;
      create index account_grant_unit on identity.account_grant (unit_id) where unit_id is not null;
      create index account_grant_representative on identity.account_grant (representative_id)
        where representative_id is not null;
      create index account_grant_region on identity.account_grant (region_code) where region_code is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index identity.account_grant_station, identity.account_grant_unit, identity.account_grant_representative,
        identity.account_grant_region;
      revoke select (account_id, role, station_id, unit_id, representative_id, region_code)
        on identity.account_grant from lianxin_notifications;
      revoke select (id, disabled_at) on identity.account from lianxin_notifications;
      revoke usage on schema identity from lianxin_notifications;
    `);
  }
}
