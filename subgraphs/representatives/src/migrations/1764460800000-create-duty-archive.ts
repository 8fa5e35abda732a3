import { consumerGrants } from '@lianxin/events';
import { historyTable } from '@lianxin/workflow';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dutyRecordTables } from '../duty-record/duty-record.tables.js';

/** The duty archive: what the log tells, what deputies add, and leave for gateways to see how far the consumer is. */
export class CreateDutyArchive1764460800000 implements MigrationInterface {
  readonly name = 'CreateDutyArchive1764460800000';

  async up(runner: QueryRunner): Promise<void> {
    const schema = 'representatives';
    const statements = [dutyRecordTables, historyTable(schema, 'duty_record'), consumerGrants(schema)];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke select (consumer, position) on representatives.consumer_checkpoint from lianxin_events;
      revoke select (consumer) on representatives.parked_event from lianxin_events;
      drop table representatives.duty_record_history, representatives.duty_record, representatives.duty_deed;
      drop function representatives.duty_record_history_is_append_only();`);
  }
}
