import { consumerGrants, dropEventTables, eventTables } from '@lianxin/events';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The duty index (履职指数): a replica of what the log tells of duties, deputies and rules, what each event contributes,
 * and the totals of deputies and periods. All of it can be made again from the log.
 */
export class CreateDutyIndex1767920000001 implements MigrationInterface {
  readonly name = 'CreateDutyIndex1767920000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duty_index.reader (
        only_row boolean primary key check (only_row),
        position bigint not null
      );
      comment on table duty_index.reader is 'The last event that was counted; an earlier one comes too late.';

      create table duty_index.deputy (
        id text primary key,
        code text not null,
        name text not null,
        region_code text,
        region_path text[] not null,
        is_party_member boolean,
        congress_level text
      );
      create table duty_index.mandate (
        id text primary key,
        representative_id text not null,
        term_no int not null,
        from_day date,
        to_day date,
        version int not null
      );
      create index mandate_representative on duty_index.mandate (representative_id);

      create table duty_index.policy_version (
        policy_id text not null,
        version int not null,
        policy jsonb not null,
        hash text not null,
        position bigint not null,
        saved_at timestamptz not null,
        primary key (policy_id, version)
      );

      create table duty_index.unit_state (
        type text not null,
        id text not null,
        version int not null,
        event_id uuid not null,
        event_type text not null,
        occurred_at timestamptz not null,
        state jsonb not null,
        people text[] not null,
        task_id text,
        object_key text,
        object_at timestamptz,
        merged_into text,
        primary key (type, id)
      );
      comment on column duty_index.unit_state.object_at is 'When an inspection of the object was done, or a finding about it verified.';
      create index unit_state_people on duty_index.unit_state using gin (people);
      create index unit_state_task on duty_index.unit_state (task_id) where task_id is not null;
      create index unit_state_object on duty_index.unit_state (object_key, type, object_at) where object_at is not null;
      create index unit_state_merged on duty_index.unit_state (merged_into) where merged_into is not null;

      create table duty_index.contribution (
        representative_id text not null,
        indicator text not null check (indicator in ('CLAIM', 'DISCOVERY', 'RECTIFICATION')),
        unit_type text not null,
        unit_id text not null,
        since_position bigint not null,
        until_position bigint check (until_position > since_position),
        day date not null,
        numerator boolean not null,
        denominator boolean not null,
        late boolean not null,
        share int not null check (share > 0),
        reason text,
        evidence_id text,
        event_id uuid not null,
        event_type text not null,
        occurred_at timestamptz not null,
        primary key (unit_type, unit_id, representative_id, indicator, since_position)
      );
      comment on table duty_index.contribution is
        'What a unit contributes to a rate, from one position of the log up to, not including, another (null: now).';
      create unique index contribution_current
        on duty_index.contribution (representative_id, indicator, day, unit_type, unit_id) where until_position is null;
      create index contribution_ever on duty_index.contribution (representative_id, day, since_position);

      create table duty_index.total (
        kind text not null check (kind in ('MONTH', 'QUARTER', 'YEAR')),
        start date not null,
        representative_id text not null,
        indicator text not null,
        share int not null,
        numerator int not null check (numerator >= 0),
        denominator int not null check (denominator >= 0),
        late int not null check (late >= 0),
        primary key (kind, start, representative_id, indicator, share)
      );
      create table duty_index.touched (
        representative_id text primary key,
        position bigint not null
      );
      create index touched_position on duty_index.touched (position);
      comment on table duty_index.touched is 'The last event that changed something for a deputy: what a board reads anew.';
      comment on table duty_index.total is 'What the current contributions add up to; a row of zeros is left out.';
    `);
    await runner.query(eventTables('duty_index'));
    await runner.query(consumerGrants('duty_index'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table duty_index.touched, duty_index.total, duty_index.contribution, duty_index.unit_state, duty_index.policy_version,
        duty_index.mandate, duty_index.deputy, duty_index.reader;
    `);
    await runner.query(dropEventTables('duty_index'));
  }
}
