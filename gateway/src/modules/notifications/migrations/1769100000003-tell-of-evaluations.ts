import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = `'SUGGESTION_MOVED', 'WEBHOOK_DISABLED', 'OBJECTION_ANSWERED', 'DUTY_RECORD_DECIDED', 'INDEX_PERIOD_SHOWN',
  'INDEX_PERIOD_FROZEN'`;

const allow = (allowed: string, ofPeriods: string): string => `
  alter table notifications.notification
    drop constraint notification_kind_check, drop constraint notification_period_check,
    add constraint notification_kind_check check (kind in (${allowed})),
    add constraint notification_period_check check ((period is not null) = (${ofPeriods}))`;

/** People are told that an evaluation in which they were judged was closed (考评封账). */
export class TellOfEvaluations1769100000003 implements MigrationInterface {
  readonly name = 'TellOfEvaluations1769100000003';

  async up(runner: QueryRunner): Promise<void> {
    const ofPeriods = `kind like 'INDEX_PERIOD_%' or kind = 'EVALUATION_CLOSED'`;
    await runner.query(allow(`${kinds}, 'EVALUATION_CLOSED'`, ofPeriods));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from notifications.notification where kind = 'EVALUATION_CLOSED'`);
    await runner.query(allow(kinds, `kind like 'INDEX_PERIOD_%'`));
  }
}
