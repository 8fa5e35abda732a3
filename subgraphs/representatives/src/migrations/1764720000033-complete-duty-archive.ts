import type { MigrationInterface, QueryRunner } from 'typeorm';
import { completedArchiveTables, formerArchiveTables } from '../duty-record/duty-record.tables.js';

/**
 * What the archive must know to take proposals, findings and follow-up checks, and what was taken back or corrected. Deeds
 * that are there stay; those of the new kinds from before come with `lianxin events rebuild --consumer duty-archive`.
 */
export class CompleteDutyArchive1764720000033 implements MigrationInterface {
  readonly name = 'CompleteDutyArchive1764720000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(completedArchiveTables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(formerArchiveTables);
  }
}
