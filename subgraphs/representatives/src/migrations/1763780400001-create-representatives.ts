import { dropEventTables, eventTables } from '@lianxin/events';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Deputies, delegations and mandates. Codes and names of delegations are compared byte by byte (`collate "C"`): they are
 * the order of the lists and the content of cursors, which must not depend on a server's locale.
 */
export class CreateRepresentatives1763780400001 implements MigrationInterface {
  readonly name = 'CreateRepresentatives1763780400001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table representatives.delegation (
        id uuid primary key,
        name text collate "C" not null unique
      );

      create table representatives.representative (
        id uuid primary key,
        code text collate "C" not null unique,
        name text not null,
        is_party_member boolean not null,
        delegation_id uuid not null references representatives.delegation (id),
        congress_level text not null check (congress_level in ('NATIONAL', 'PROVINCE', 'CITY', 'COUNTY', 'TOWN')),
        region_code text collate "C" not null,
        region_path text[] not null,
        registered_at timestamptz not null
      );
      create index representative_delegation on representatives.representative (delegation_id, code);
      create index representative_region_path on representatives.representative using gin (region_path);

      create table representatives.mandate (
        id uuid primary key,
        representative_id uuid not null references representatives.representative (id),
        term_no int not null,
        from_date date not null,
        to_date date,
        status text not null check (status in ('ACTIVE', 'SUSPENDED', 'ENDED')),
        electoral_district text,
        version int not null,
        constraint mandate_days check (to_date is null or to_date >= from_date),
        constraint mandate_term_key unique (representative_id, term_no)
      );
    `);
    await runner.query(eventTables('representatives'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table representatives.mandate, representatives.representative, representatives.delegation;',
    );
    await runner.query(dropEventTables('representatives'));
  }
}
