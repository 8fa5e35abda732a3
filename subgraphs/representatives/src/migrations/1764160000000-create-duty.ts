import { historyTable, idempotencyTable } from '@lianxin/workflow';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dutyTaskTables } from '../duty-task/duty-task.tables.js';
import { findingTables } from '../finding/finding.tables.js';
import { rectificationTables } from '../rectification/rectification.tables.js';

/** Duty tasks with their offers, findings, rectifications, their histories, and the keys of commands. */
export class CreateDuty1764160000000 implements MigrationInterface {
  readonly name = 'CreateDuty1764160000000';

  async up(runner: QueryRunner): Promise<void> {
    const schema = 'representatives';
    const statements = [
      idempotencyTable(schema),
      dutyTaskTables,
      historyTable(schema, 'duty_offer'),
      findingTables,
      historyTable(schema, 'finding'),
      rectificationTables,
      historyTable(schema, 'rectification'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table representatives.rectification_history, representatives.rectification,
        representatives.finding_history, representatives.finding,
        representatives.duty_offer_history, representatives.duty_offer, representatives.duty_task,
        representatives.idempotency;
      drop function representatives.rectification_history_is_append_only(),
        representatives.finding_history_is_append_only(), representatives.duty_offer_history_is_append_only();`);
  }
}
