import type { MigrationInterface, QueryRunner } from 'typeorm';
import { companionTables } from '../directory/directory.tables.js';

/** Replicas of who looks after a suggestion by a claim, and of the days on which mandates are suspended. */
export class KnowCompanions1764633700000 implements MigrationInterface {
  readonly name = 'KnowCompanions1764633700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(companionTables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table suggestions.companion_ref;
      alter table suggestions.mandate_ref drop column suspensions_version, drop column suspensions;`);
  }
}
