import { consumerGrants, dropEventTables, eventTables } from '@lianxin/events';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { regionPathTable } from '../../region-paths/region-paths.js';

/** What people are told (通知), where they want mail (通知邮箱), and the mail that is to go out (待发邮件). */
export class CreateNotifications1768200000100 implements MigrationInterface {
  readonly name = 'CreateNotifications1768200000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notifications.notification (
        id bigint generated always as identity primary key,
        account_id uuid not null,
        event_id uuid not null,
        kind text not null check (kind in ('SUGGESTION_MOVED', 'WEBHOOK_DISABLED')),
        subject_id text not null,
        number text,
        action text,
        to_status text,
        at timestamptz not null,
        read_at timestamptz,
        unique (account_id, event_id)
      );
      comment on table notifications.notification is
        'Ids and a number, nothing of what was written: the rest is asked of its owner when it is read.';
      create index notification_of_account on notifications.notification (account_id, id);
      create index notification_unread on notifications.notification (account_id, id) where read_at is null;
      create index notification_at on notifications.notification (at);

      create table notifications.mail_address (
        account_id uuid primary key,
        wrapped_key text not null,
        address text not null,
        confirmed_at timestamptz,
        code_hash bytea,
        code_sent_at timestamptz not null,
        code_attempts int not null
      );
      comment on table notifications.mail_address is 'Sealed; a code sent there has to come back before anything else is.';

      create table notifications.mail (
        id bigint generated always as identity primary key,
        notification_id bigint not null unique references notifications.notification (id) on delete cascade,
        account_id uuid not null,
        status text not null check (status in ('PENDING', 'SENT', 'PASSED_OVER', 'FAILED')),
        attempts int not null,
        next_at timestamptz not null,
        fault text,
        created_at timestamptz not null
      );
      create index mail_due on notifications.mail (next_at) where status = 'PENDING';
    `);
    await runner.query(regionPathTable('notifications'));
    await runner.query(eventTables('notifications'));
    await runner.query(consumerGrants('notifications'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table notifications.mail, notifications.mail_address, notifications.notification, notifications.region_path;
    `);
    await runner.query(dropEventTables('notifications'));
  }
}
