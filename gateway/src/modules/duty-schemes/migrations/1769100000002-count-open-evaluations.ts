import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An evaluation that is open has a version too (考评版本): judgements and the people of the group move it, so that nobody
 * closes what they have not seen. Of what was there before nothing is counted: a version says only that something changed.
 */
export class CountOpenEvaluations1769100000002 implements MigrationInterface {
  readonly name = 'CountOpenEvaluations1769100000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duty_schemes.evaluation_group (
        scheme_id text not null,
        group_code text not null,
        region_code text not null,
        version int not null,
        primary key (scheme_id, group_code, region_code)
      );
      comment on column duty_schemes.evaluation_group.version is 'Counts who came, left, or was changed.';
      create table duty_schemes.evaluation_judged (
        scheme_id text not null,
        group_code text not null,
        region_code text not null,
        period_kind text not null,
        period_start date not null,
        judgements int not null,
        primary key (scheme_id, group_code, region_code, period_kind, period_start)
      );
      comment on table duty_schemes.evaluation_judged is 'Judgements of people who were in the group when they were judged.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table duty_schemes.evaluation_judged, duty_schemes.evaluation_group;');
  }
}
