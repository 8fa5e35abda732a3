import { dropEventTables, eventTables } from '@lianxin/events';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts (账号), grants (授权), sessions (会话) and the record of sign-ins (登录记录). */
export class CreateIdentity1767225600001 implements MigrationInterface {
  readonly name = 'CreateIdentity1767225600001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table identity.account (
        id uuid primary key,
        username text not null unique check (username = lower(username) and length(username) between 1 and 64),
        display_name text not null check (length(display_name) between 1 and 64),
        password_hash text not null,
        disabled_at timestamptz,
        grants_version int not null,
        grants_changed_at timestamptz,
        created_at timestamptz not null
      );
      create table identity.account_grant (
        account_id uuid not null references identity.account (id) on delete cascade,
        role text not null check (role in (
          'CONSTITUENT', 'REPRESENTATIVE', 'LIAISON_OFFICER', 'UNIT_CLERK', 'OFFICE_CLERK', 'INSPECTOR', 'ANALYST',
          'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR')),
        station_id text,
        unit_id text,
        representative_id text,
        region_code text check (region_code ~ '^[0-9]{12}$'),
        primary key (account_id, role),
        check (role <> 'LIAISON_OFFICER' or station_id is not null),
        check (role <> 'UNIT_CLERK' or unit_id is not null),
        check (role <> 'REPRESENTATIVE' or representative_id is not null)
      );
      comment on table identity.account_grant is 'Roles of an account and where each holds.';
      -- 三员分立: of the three administrators an account can be one at most.
      create unique index account_grant_one_administrator on identity.account_grant (account_id)
        where role in ('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR');

      create table identity.session (
        id uuid primary key,
        account_id uuid not null references identity.account (id) on delete cascade,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        revoked_at timestamptz
      );
      create index session_account_id on identity.session (account_id);
      create index session_expires_at on identity.session (expires_at);
      create index session_revoked_at on identity.session (revoked_at) where revoked_at is not null;

      create table identity.refresh_token (
        hash bytea primary key,
        session_id uuid not null references identity.session (id) on delete cascade,
        issued_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index refresh_token_session_id on identity.refresh_token (session_id);

      create table identity.sign_in_lock (
        username text primary key,
        failures int not null,
        last_at timestamptz not null,
        locked_until timestamptz
      );
      create index sign_in_lock_last_at on identity.sign_in_lock (last_at);

      create table identity.sign_in_attempt (
        id bigint generated always as identity primary key,
        username text not null,
        account_id uuid,
        outcome text not null check (outcome in ('SIGNED_IN', 'WRONG_PASSWORD', 'UNKNOWN_ACCOUNT', 'DISABLED', 'LOCKED')),
        at timestamptz not null,
        request_id text not null
      );
      create index sign_in_attempt_at on identity.sign_in_attempt (at);
    `);
    await queryRunner.query(eventTables('identity'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table identity.sign_in_attempt, identity.sign_in_lock, identity.refresh_token, identity.session,
        identity.account_grant, identity.account;
    `);
    await queryRunner.query(dropEventTables('identity'));
  }
}
