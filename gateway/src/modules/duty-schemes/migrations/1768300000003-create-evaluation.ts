import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dimension tables (维度考评): rules, who is evaluated, judgements, to which are only ever added, and talks (约谈). */
export class CreateEvaluation1768300000003 implements MigrationInterface {
  readonly name = 'CreateEvaluation1768300000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duty_schemes.evaluation_scheme (
        scheme_id text not null,
        version int not null,
        scheme jsonb not null,
        hash text not null,
        saved_by text not null,
        saved_at timestamptz not null,
        primary key (scheme_id, version)
      );

      create table duty_schemes.evaluated (
        scheme_id text not null,
        subject_id text not null,
        group_code text not null,
        name text not null,
        region_code text not null,
        version int not null,
        primary key (scheme_id, subject_id)
      );
      comment on column duty_schemes.evaluated.subject_id is 'A deputy, or an account of somebody who is none.';
      create index evaluated_group on duty_schemes.evaluated (scheme_id, group_code, subject_id);

      create table duty_schemes.judgement (
        scheme_id text not null,
        scheme_version int not null,
        period_kind text not null,
        period_start date not null,
        subject_id text not null,
        source text not null check (source in ('INTERNAL', 'PEER', 'DEPUTY', 'PUBLIC')),
        judge text not null,
        version int not null,
        scores jsonb not null,
        judged_at timestamptz not null,
        primary key (scheme_id, period_kind, period_start, subject_id, source, judge, version)
      );
      comment on table duty_schemes.judgement is 'The highest version of a judge counts; earlier ones stay.';
      create trigger added_only before update or delete on duty_schemes.judgement
        for each row execute function duty_schemes.added_only();

      create table duty_schemes.talk (
        id uuid primary key,
        scheme_id text not null,
        period_kind text not null,
        period_start date not null,
        subject_id text not null,
        score_hundredths int not null,
        held_on date not null,
        summary text not null,
        recorded_by text not null,
        recorded_at timestamptz not null,
        unique (scheme_id, period_kind, period_start, subject_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table duty_schemes.talk, duty_schemes.judgement, duty_schemes.evaluated, duty_schemes.evaluation_scheme;
    `);
  }
}
