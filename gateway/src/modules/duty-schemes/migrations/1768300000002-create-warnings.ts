import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Three-colour warnings (三色预警): rules, lights, and every change of a light with what changed it. */
export class CreateWarnings1768300000002 implements MigrationInterface {
  readonly name = 'CreateWarnings1768300000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duty_schemes.warning_rules (
        version int primary key,
        scheme jsonb not null,
        hash text not null,
        saved_by text not null,
        saved_at timestamptz not null
      );

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
      comment on column duty_schemes.warning.representative_id is 'Empty for what is no deputy''s.';
      comment on column duty_schemes.warning.next_at is 'When time alone changes the light next.';
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
      comment on table duty_schemes.warning_change is 'No event where time alone changed the light.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table duty_schemes.warning_change, duty_schemes.warning, duty_schemes.warning_rules;');
  }
}
