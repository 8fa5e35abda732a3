import type { MigrationInterface, QueryRunner } from 'typeorm';

const allow = (kinds: readonly string[]): string => `
  alter table notifications.notification drop constraint notification_kind_check,
    add constraint notification_kind_check check (kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`;

const before = ['SUGGESTION_MOVED', 'WEBHOOK_DISABLED'];
const added = ['OBJECTION_ANSWERED', 'DUTY_RECORD_DECIDED'];

/** Deputies are told of answers to their objections (申诉答复) and of what the office decides about their records (履职记录). */
export class TellOfDuty1768200000200 implements MigrationInterface {
  readonly name = 'TellOfDuty1768200000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(allow([...before, ...added]));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from notifications.notification where kind = any($1)`, [added]);
    await runner.query(allow(before));
  }
}
