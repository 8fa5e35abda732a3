import type { MigrationInterface, QueryRunner } from 'typeorm';
import { proposalVersion } from '../proposal/proposal.tables.js';

/** Versions of proposals, so that whoever reads their events keeps the newest state. */
export class VersionProposals1764720000033 implements MigrationInterface {
  readonly name = 'VersionProposals1764720000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(proposalVersion);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table suggestions.proposal drop column version');
  }
}
