import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The regions of cohorts (群体区域), so that a light over a period is shown to nobody else. They come by the log; the consumer
 * of lights has passed the rules that were saved before, so that it is given these as the index keeps them.
 */
export class KnowCohorts1769100000001 implements MigrationInterface {
  readonly name = 'KnowCohorts1769100000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duty_schemes.cohort_taken (
        policy_id text not null,
        version int not null,
        region_code text,
        primary key (policy_id, version)
      );
      comment on table duty_schemes.cohort_taken is 'What region each version of the rules of a cohort names; null for all.';
      create index deputy_region_path on duty_schemes.deputy using gin (region_path);

      do $$ begin
        if to_regclass('duty_index.saved_policy') is not null then
          insert into duty_schemes.cohort_taken
          select policy_id, version, policy -> 'cohort' ->> 'regionCode' from duty_index.saved_policy;
        end if;
      end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index duty_schemes.deputy_region_path; drop table duty_schemes.cohort_taken;');
  }
}
