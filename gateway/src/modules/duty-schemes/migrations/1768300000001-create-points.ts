import { consumerGrants, dropEventTables, eventTables } from '@lianxin/events';
import { idempotencyTable } from '@lianxin/workflow';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the log tells of deeds and deputies, and the points ledger (工分), to which entries are only ever added. */
export class CreatePoints1768300000001 implements MigrationInterface {
  readonly name = 'CreatePoints1768300000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duty_schemes.deputy (
        id text primary key,
        code text not null,
        name text not null,
        region_path text[] not null
      );
      create unique index deputy_code on duty_schemes.deputy (code, id);

      create table duty_schemes.unit (
        type text not null check (type in ('OFFER', 'FINDING', 'RECTIFICATION', 'RECORD', 'PERIOD')),
        id text not null,
        version int not null,
        event_id uuid not null,
        event_type text not null,
        state jsonb not null,
        day date,
        watched boolean not null,
        primary key (type, id)
      );
      comment on column duty_schemes.unit.day is 'The business day on which it was done; null while it is not.';
      comment on column duty_schemes.unit.watched is 'Whether a deadline of it is running.';
      create index unit_watched on duty_schemes.unit (type, id) where watched;
      create index unit_day on duty_schemes.unit (day, type, id) where day is not null;

      create table duty_schemes.points_scheme (
        scheme_id text not null,
        version int not null,
        scheme jsonb not null,
        hash text not null,
        saved_by text not null,
        saved_at timestamptz not null,
        primary key (scheme_id, version)
      );

      create table duty_schemes.points_claim (
        id uuid primary key,
        scheme_id text not null,
        scheme_version int not null,
        rule_code text not null,
        representative_id text not null,
        day date not null,
        evidence text not null,
        state text not null check (state in ('SUBMITTED', 'APPROVED', 'REJECTED')),
        claimed_at timestamptz not null,
        reason text,
        decided_by text,
        decided_at timestamptz,
        version int not null
      );
      create index points_claim_of on duty_schemes.points_claim (representative_id, id);
      create index points_claim_state on duty_schemes.points_claim (state, id);

      create table duty_schemes.points_entry (
        id uuid primary key,
        kind text not null check (kind in ('AWARD', 'REVERSAL', 'CLAIM', 'CORRECTION')),
        scheme_id text not null,
        scheme_version int not null,
        rule_code text not null,
        representative_id text not null,
        day date not null,
        points int not null check (points <> 0),
        unit_type text,
        unit_id text,
        event_id uuid,
        event_type text,
        claim_id uuid references duty_schemes.points_claim (id),
        corrects_id uuid references duty_schemes.points_entry (id),
        reason text,
        entered_by text,
        entered_at timestamptz not null,
        check ((kind in ('AWARD', 'REVERSAL')) = (unit_id is not null and event_id is not null)),
        check ((kind = 'CLAIM') = (claim_id is not null)),
        check ((kind = 'CORRECTION') = (corrects_id is not null and reason is not null))
      );
      create index points_entry_of on duty_schemes.points_entry (representative_id, scheme_id, day, id);
      create index points_entry_unit on duty_schemes.points_entry (unit_type, unit_id) where unit_id is not null;
      create index points_entry_corrects on duty_schemes.points_entry (corrects_id) where corrects_id is not null;
      create unique index points_entry_claim on duty_schemes.points_entry (claim_id) where claim_id is not null;
      create function duty_schemes.added_only() returns trigger language plpgsql as $$
        begin raise exception 'entries are added and never changed'; end $$;
      create trigger added_only before update or delete on duty_schemes.points_entry
        for each row execute function duty_schemes.added_only();
    `);
    await runner.query(idempotencyTable('duty_schemes'));
    await runner.query(eventTables('duty_schemes'));
    await runner.query(consumerGrants('duty_schemes'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table duty_schemes.points_entry, duty_schemes.points_claim, duty_schemes.points_scheme, duty_schemes.unit,
        duty_schemes.deputy, duty_schemes.idempotency;
      drop function duty_schemes.added_only();
    `);
    await runner.query(dropEventTables('duty_schemes'));
  }
}
