import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days on which a mandate is suspended. A log from before tells of none, so that nothing has to be counted anew. */
export class SuspendIndexMandates1767920000010 implements MigrationInterface {
  readonly name = 'SuspendIndexMandates1767920000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table duty_index.mandate add column suspensions jsonb not null default '[]',
        add column suspensions_version int not null default 0;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table duty_index.mandate drop column suspensions, drop column suspensions_version;');
  }
}
