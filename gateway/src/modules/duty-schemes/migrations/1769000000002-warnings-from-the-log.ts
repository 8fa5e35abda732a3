import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lights become a replica of the log: a consumer of their own makes them anew from its beginning, and a rebuild can. What
 * time changes is told to the log, and so are rules; those that were saved before are told now.
 */
export class WarningsFromTheLog1769000000002 implements MigrationInterface {
  readonly name = 'WarningsFromTheLog1769000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table duty_schemes.warning_change, duty_schemes.warning;

      create table duty_schemes.watched_unit (
        type text not null check (type in ('OFFER', 'RECTIFICATION', 'PERIOD')),
        id text not null,
        version int not null,
        event_id uuid not null,
        event_type text not null,
        state jsonb not null,
        watched boolean not null,
        primary key (type, id)
      );
      comment on column duty_schemes.watched_unit.watched is 'Whether a deadline of it is running.';
      create index watched_unit_watched on duty_schemes.watched_unit (type, id) where watched;

      create table duty_schemes.warning (
        id uuid primary key,
        rule_code text not null,
        rule_version int not null,
        unit_type text not null,
        unit_id text not null,
        representative_id text not null,
        light text not null check (light in ('OFF', 'GREEN', 'YELLOW', 'RED')),
        due_at timestamptz not null,
        since timestamptz not null,
        next_at timestamptz,
        red_at timestamptz,
        event_id uuid not null,
        event_type text not null,
        version int not null,
        unique (unit_type, unit_id, rule_code, representative_id),
        check ((next_at is null) = (light in ('OFF', 'RED')))
      );
      comment on column duty_schemes.warning.representative_id is 'Empty for what is no deputy''s.';
      comment on column duty_schemes.warning.next_at is 'When time alone changes the light next.';
      comment on column duty_schemes.warning.red_at is 'When it turns red, or did; null while no deadline runs.';
      create index warning_next on duty_schemes.warning (next_at) where next_at is not null;
      create index warning_of on duty_schemes.warning (representative_id, due_at, id);
      create index warning_due on duty_schemes.warning (due_at, id) where light in ('YELLOW', 'RED');

      create table duty_schemes.warning_change (
        warning_id uuid not null,
        version int not null,
        at timestamptz not null,
        before text not null,
        light text not null,
        event_id uuid,
        event_type text,
        primary key (warning_id, version)
      );
      comment on table duty_schemes.warning_change is 'No event where time alone, or new rules, changed the light.';

      create table duty_schemes.rules_taken (
        version int primary key,
        scheme jsonb not null
      );
      create table duty_schemes.time_taken (
        id int primary key check (id = 1),
        at timestamptz not null
      );
      comment on table duty_schemes.time_taken is 'The latest instant that the log has told of as passed.';

      create table duty_schemes.time_told (
        id int primary key check (id = 1),
        at timestamptz not null,
        version int not null
      );
      comment on table duty_schemes.time_told is 'The latest instant that the log was told of; no part of the replica.';
      insert into duty_schemes.time_told values (1, '-infinity', 0);

      insert into duty_schemes.outbox (event_id, type, version, aggregate_type, aggregate_id, aggregate_version, payload,
        topics, occurred_at)
      select gen_random_uuid(), 'warning_rules.saved', 1, 'warning_rules', 'warnings', r.version,
        jsonb_build_object('version', r.version, 'hash', r.hash, 'rules', r.scheme), '{}', r.saved_at
      from duty_schemes.warning_rules r order by r.version desc limit 1;

      delete from duty_schemes.unit where type = 'PERIOD';
      alter table duty_schemes.unit drop column watched;
      alter table duty_schemes.unit drop constraint unit_type_check;
      alter table duty_schemes.unit add check (type in ('OFFER', 'FINDING', 'RECTIFICATION', 'RECORD'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table duty_schemes.time_told, duty_schemes.time_taken, duty_schemes.rules_taken, duty_schemes.warning_change,
        duty_schemes.warning, duty_schemes.watched_unit;
      delete from duty_schemes.inbox where consumer = 'duty-warnings';
      delete from duty_schemes.parked_event where consumer = 'duty-warnings';
      delete from duty_schemes.consumer_checkpoint where consumer = 'duty-warnings';

      alter table duty_schemes.unit drop constraint unit_type_check;
      alter table duty_schemes.unit
        add check (type in ('OFFER', 'FINDING', 'RECTIFICATION', 'RECORD', 'PERIOD')),
        add column watched boolean not null default false;
      alter table duty_schemes.unit alter column watched drop default;
      create index unit_watched on duty_schemes.unit (type, id) where watched;

      create table duty_schemes.warning (
        id uuid primary key,
        rule_code text not null,
        rule_version int not null,
        unit_type text not null,
        unit_id text not null,
        representative_id text not null,
        region_path text[] not null,
        light text not null check (light in ('OFF', 'GREEN', 'YELLOW', 'RED')),
        due_at timestamptz not null,
        since timestamptz not null,
        next_at timestamptz,
        event_id uuid not null,
        event_type text not null,
        version int not null,
        unique (unit_type, unit_id, rule_code, representative_id)
      );
      create index warning_next on duty_schemes.warning (next_at) where next_at is not null;
      create index warning_of on duty_schemes.warning (representative_id, due_at, id);
      create index warning_due on duty_schemes.warning (due_at, id) where light in ('YELLOW', 'RED');
      create index warning_region on duty_schemes.warning using gin (region_path);
      create table duty_schemes.warning_change (
        warning_id uuid not null references duty_schemes.warning (id),
        version int not null,
        at timestamptz not null,
        before text not null,
        light text not null,
        event_id uuid,
        event_type text,
        primary key (warning_id, version)
      );
    `);
  }
}
