import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Deputies are told that a period of the duty index was shown (亮分) and frozen (封账), with what its title names. */
export class TellOfPeriods1768500000002 implements MigrationInterface {
  readonly name = 'TellOfPeriods1768500000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notifications.notification add column period jsonb,
        drop constraint notification_kind_check,
        add constraint notification_kind_check check (kind in ('SUGGESTION_MOVED', 'WEBHOOK_DISABLED',
          'OBJECTION_ANSWERED', 'DUTY_RECORD_DECIDED', 'INDEX_PERIOD_SHOWN', 'INDEX_PERIOD_FROZEN')),
        add constraint notification_period_check check ((period is not null) = (kind like 'INDEX_PERIOD_%'));
      comment on column notifications.notification.period is 'Its kind and first day, until when to object, its hash.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from notifications.notification where kind like 'INDEX_PERIOD_%';
      alter table notifications.notification drop column period,
        drop constraint notification_kind_check,
        add constraint notification_kind_check
          check (kind in ('SUGGESTION_MOVED', 'WEBHOOK_DISABLED', 'OBJECTION_ANSWERED', 'DUTY_RECORD_DECIDED'));
    `);
  }
}
