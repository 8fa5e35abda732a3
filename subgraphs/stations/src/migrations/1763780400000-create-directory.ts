import { dropEventTables, eventTables } from '@lianxin/events';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Regions, grids, stations and their books. Codes are compared byte by byte (`collate "C"`): they are the order of the
 * lists and the content of cursors, which must not depend on the locale that a server was set up with.
 */
export class CreateDirectory1763780400000 implements MigrationInterface {
  readonly name = 'CreateDirectory1763780400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table stations.region (
        code text collate "C" primary key constraint region_code_check check (code ~ '^[0-9]{12}$'),
        name text not null,
        level text not null check (level in ('PROVINCE', 'CITY', 'COUNTY', 'TOWN', 'VILLAGE')),
        parent_code text collate "C" references stations.region (code),
        path text[] collate "C" not null,
        valid_from date,
        valid_to date,
        source text not null,
        version int not null
      );
      create index region_parent_code on stations.region (parent_code, code);
      create index region_path on stations.region using gin (path);

      create table stations.grid (
        id uuid primary key,
        region_code text collate "C" not null references stations.region (code),
        name text collate "C" not null,
        unique (region_code, name)
      );

      create table stations.station (
        id uuid primary key,
        code text collate "C" not null unique,
        name text not null,
        local_name text,
        tier text not null check (tier in ('HUB', 'HOME', 'STATION', 'POINT')),
        kind text not null check (kind in ('FIXED', 'MOBILE', 'FORUM', 'ONLINE', 'INDUSTRY')),
        region_code text collate "C" not null references stations.region (code),
        address text,
        reception_note text,
        registered_at timestamptz not null
      );
      create index station_region_code on stations.station (region_code, code);

      create table stations.roster_slot (
        id uuid primary key,
        station_id uuid not null references stations.station (id),
        representative_id uuid not null,
        from_date date not null,
        to_date date,
        version int not null,
        constraint roster_slot_days check (to_date is null or to_date >= from_date),
        constraint roster_slot_key unique (station_id, representative_id, from_date) include (to_date)
      );
      create index roster_slot_representative on stations.roster_slot (representative_id, station_id, from_date, to_date);

      create table stations.station_code (
        code text collate "C" primary key,
        station_id uuid not null references stations.station (id),
        issued_at timestamptz not null,
        revoked_at timestamptz,
        version int not null
      );
      create index station_code_station on stations.station_code (station_id);

      create table stations.reception_session (
        id uuid primary key,
        station_id uuid not null references stations.station (id),
        day date not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        place text not null,
        topic text,
        representative_ids uuid[] not null,
        constraint reception_session_window check (ends_at > starts_at)
      );
      create index reception_session_station on stations.reception_session (station_id, starts_at, id);

      create table stations.activity (
        id uuid primary key,
        station_id uuid not null references stations.station (id),
        title text not null,
        kind text not null check (kind in ('RECEPTION', 'RESEARCH', 'INSPECTION', 'FORUM', 'STUDY', 'OUTREACH', 'OTHER')),
        held_on date not null,
        record text not null
      );
      create index activity_station on stations.activity (station_id, held_on, id);
    `);
    await runner.query(eventTables('stations'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table stations.activity, stations.reception_session, stations.station_code, stations.roster_slot,
        stations.station, stations.grid, stations.region;
    `);
    await runner.query(dropEventTables('stations'));
  }
}
