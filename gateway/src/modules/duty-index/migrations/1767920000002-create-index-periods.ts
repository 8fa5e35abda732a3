import { idempotencyTable } from '@lianxin/workflow';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people decide about the index: rules, ranking, and the life of periods. None of it can be made from the log. */
export class CreateIndexPeriods1767920000002 implements MigrationInterface {
  readonly name = 'CreateIndexPeriods1767920000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duty_index.saved_policy (
        policy_id text not null,
        version int not null,
        policy jsonb not null,
        hash text not null,
        saved_by text not null,
        saved_at timestamptz not null,
        primary key (policy_id, version)
      );

      create table duty_index.ranking (
        policy_id text primary key,
        enabled boolean not null,
        document_no text not null,
        changed_by text not null,
        changed_at timestamptz not null,
        version int not null
      );
      comment on table duty_index.ranking is 'Ranking is off unless a row says otherwise, with the document that allows it.';

      create table duty_index.period (
        id uuid primary key,
        policy_id text not null,
        kind text not null check (kind in ('MONTH', 'QUARTER', 'YEAR', 'TERM')),
        start date not null,
        end_day date not null,
        state text not null check (state in ('DRAFT', 'FROZEN')),
        version int not null,
        policy_version int not null,
        policy_hash text not null,
        published_at timestamptz not null,
        objections_until timestamptz not null,
        calendar_version text not null,
        frozen_at timestamptz,
        position bigint,
        hash text,
        unique (policy_id, kind, start),
        check ((state = 'FROZEN') = (frozen_at is not null and position is not null and hash is not null))
      );
      create table duty_index.snapshot (
        period_id uuid not null references duty_index.period (id),
        code text not null,
        representative_id text not null,
        content jsonb not null,
        primary key (period_id, representative_id)
      );
      create function duty_index.snapshot_is_frozen() returns trigger language plpgsql as $$
        begin raise exception 'a snapshot is never changed'; end $$;
      create trigger frozen before update or delete on duty_index.snapshot
        for each row execute function duty_index.snapshot_is_frozen();

      create table duty_index.objection (
        id uuid primary key,
        period_id uuid not null references duty_index.period (id),
        representative_id text not null,
        text text not null,
        raised_at timestamptz not null,
        state text not null check (state in ('OPEN', 'UPHELD', 'REJECTED')),
        answer text,
        answered_by text,
        answered_at timestamptz,
        version int not null,
        check ((state = 'OPEN') = (answer is null))
      );
      create index objection_period on duty_index.objection (period_id, raised_at);
    `);
    await runner.query(idempotencyTable('duty_index'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table duty_index.objection, duty_index.snapshot, duty_index.period, duty_index.ranking,
        duty_index.saved_policy, duty_index.idempotency;
      drop function duty_index.snapshot_is_frozen();
    `);
  }
}
