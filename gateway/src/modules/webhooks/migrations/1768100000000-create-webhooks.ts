import { consumerGrants, dropEventTables, eventTables } from '@lianxin/events';
import { idempotencyTable } from '@lianxin/workflow';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { regionPathTable } from '../../region-paths/region-paths.js';

/** Endpoints of other systems (推送端点) and what was sent to them (推送记录). */
export class CreateWebhooks1768100000000 implements MigrationInterface {
  readonly name = 'CreateWebhooks1768100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table webhooks.webhook (
        id uuid primary key,
        version int not null,
        region_code text not null,
        url text not null check (length(url) between 1 and 2000),
        description text not null check (length(description) between 1 and 200),
        event_types text[] not null check (cardinality(event_types) > 0),
        topics text[] not null,
        status text not null check (status in ('ACTIVE', 'PAUSED', 'DISABLED', 'DELETED')),
        disabled_reason text check (disabled_reason in ('GONE', 'FAILING')),
        held_position bigint,
        wrapped_key text not null,
        secret text not null,
        previous_secret text,
        previous_secret_until timestamptz,
        failing_since timestamptz,
        created_by text not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        check ((status = 'DISABLED') = (disabled_reason is not null))
      );
      comment on column webhooks.webhook.held_position is
        'Where a disabled endpoint stood: its checkpoint is gone, so that it does not hold up the archive of the log.';
      comment on column webhooks.webhook.failing_since is 'First failure since the last success; kept by the deliverer.';
      create index webhook_by_region on webhooks.webhook (region_code, created_at, id) where status <> 'DELETED';

      create table webhooks.delivery (
        id bigint generated always as identity primary key,
        webhook_id uuid not null references webhooks.webhook (id) on delete cascade,
        event_id uuid not null,
        event_type text not null,
        position bigint not null,
        status text not null check (status in ('RETRYING', 'DELIVERED', 'SET_ASIDE', 'REQUEUED')),
        attempts int not null,
        http_status int,
        fault text,
        duration_ms int not null,
        first_at timestamptz not null,
        last_at timestamptz not null,
        next_at timestamptz
      );
      comment on table webhooks.delivery is 'Outcomes by endpoint and event, without what was sent: the log has it.';
      create index delivery_by_webhook on webhooks.delivery (webhook_id, id);
      create index delivery_to_repeat on webhooks.delivery (webhook_id, id) where status = 'REQUEUED';
      create index delivery_last_at on webhooks.delivery (last_at);
      -- Order is kept by waiting, so an endpoint waits for one event at most.
      create unique index delivery_one_waits on webhooks.delivery (webhook_id) where status = 'RETRYING';
    `);
    await runner.query(regionPathTable('webhooks'));
    await runner.query(idempotencyTable('webhooks'));
    await runner.query(eventTables('webhooks'));
    await runner.query(consumerGrants('webhooks'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table webhooks.delivery, webhooks.webhook, webhooks.region_path, webhooks.idempotency;');
    await runner.query(dropEventTables('webhooks'));
  }
}
