import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes in which lights of one colour stand by due time, all of them and those of each deputy. */
export class OrderLights1769200000001 implements MigrationInterface {
  readonly name = 'OrderLights1769200000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index duty_schemes.warning_of, duty_schemes.warning_due;
      create index warning_of on duty_schemes.warning (representative_id, light, due_at, id);
      create index warning_due on duty_schemes.warning (light, due_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index duty_schemes.warning_of, duty_schemes.warning_due;
      create index warning_of on duty_schemes.warning (representative_id, due_at, id);
      create index warning_due on duty_schemes.warning (due_at, id) where light in ('YELLOW', 'RED');
    `);
  }
}
