import { historyTable } from '@lianxin/workflow';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The end of an evaluation (考评封账): who closed it, the figures of that moment, which nobody can change, and corrections,
 * to which are only ever added. One that is open has no row.
 */
export class CloseEvaluations1769000000001 implements MigrationInterface {
  readonly name = 'CloseEvaluations1769000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duty_schemes.evaluation (
        id uuid primary key,
        scheme_id text not null,
        group_code text not null,
        region_code text not null,
        period_kind text not null,
        period_start date not null,
        period_end date not null,
        status text not null check (status = 'CLOSED'),
        version int not null,
        scheme_version int not null,
        scheme_hash text not null,
        closed_at timestamptz not null,
        hash text not null,
        unique (scheme_id, period_kind, period_start, group_code, region_code)
      );
      create index evaluation_region on duty_schemes.evaluation (region_code, id);

      create table duty_schemes.evaluation_snapshot (
        evaluation_id uuid not null references duty_schemes.evaluation (id),
        scheme_id text not null,
        period_kind text not null,
        period_start date not null,
        subject_id text not null,
        place int not null,
        content jsonb not null,
        primary key (evaluation_id, place),
        unique (scheme_id, period_kind, subject_id, period_start)
      );
      comment on table duty_schemes.evaluation_snapshot is 'Nobody is in two closed evaluations of one table and period.';
      create trigger added_only before update or delete on duty_schemes.evaluation_snapshot
        for each row execute function duty_schemes.added_only();

      create table duty_schemes.evaluation_correction (
        id uuid primary key,
        evaluation_id uuid not null references duty_schemes.evaluation (id),
        version int not null,
        subject_id text not null,
        hundredths int not null check (hundredths <> 0),
        reason text not null,
        entered_by text not null,
        entered_at timestamptz not null,
        unique (evaluation_id, version)
      );
      comment on column duty_schemes.evaluation_correction.version is 'Of the evaluation, once this was entered.';
      comment on column duty_schemes.evaluation_correction.hundredths is 'Added to the score, in hundredths of a point.';
      create index evaluation_correction_of on duty_schemes.evaluation_correction (evaluation_id, subject_id);
      create trigger added_only before update or delete on duty_schemes.evaluation_correction
        for each row execute function duty_schemes.added_only();

      create index talk_recorded on duty_schemes.talk (scheme_id, id);
    `);
    await runner.query(historyTable('duty_schemes', 'evaluation'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index duty_schemes.talk_recorded;
      drop table duty_schemes.evaluation_history, duty_schemes.evaluation_correction, duty_schemes.evaluation_snapshot,
        duty_schemes.evaluation;
      drop function duty_schemes.evaluation_history_is_append_only();
    `);
  }
}
