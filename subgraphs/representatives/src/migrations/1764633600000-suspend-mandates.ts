import { historyTable } from '@lianxin/workflow';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { mandateSuspensionColumns } from '../mandate/mandate.tables.js';

/** Suspension of mandates, and the history of who suspended and resumed them. */
export class SuspendMandates1764633600000 implements MigrationInterface {
  readonly name = 'SuspendMandates1764633600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(mandateSuspensionColumns);
    await runner.query(historyTable('representatives', 'mandate'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table representatives.mandate_history;
      drop function representatives.mandate_history_is_append_only();
      alter table representatives.mandate drop column suspension_ground, drop column suspensions;`);
  }
}
