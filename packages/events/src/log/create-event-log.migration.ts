import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ensureRelayRole } from '../event-tables.js';

/**
 * The log and its head. Append-only twice over: the relay's role has no right to change or delete, and a trigger refuses
 * it to everybody. Every role may read the log, which is why no event carries personal data; only the head is the relay's.
 */
export class CreateEventLog1763770000000 implements MigrationInterface {
  readonly name = 'CreateEventLog1763770000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table events.head (
        only_row boolean primary key default true check (only_row),
        position bigint not null
      );
      insert into events.head (position) values (0);

      create table events.log (
        position bigint primary key,
        event_id uuid not null unique,
        type text not null,
        version int not null,
        aggregate_type text not null,
        aggregate_id text not null,
        aggregate_version int not null,
        payload jsonb not null,
        topics text[] not null,
        actor jsonb,
        causation_id uuid,
        request_id text,
        occurred_at timestamptz not null,
        recorded_at timestamptz not null default clock_timestamp()
      );
      create index log_topics on events.log using gin (topics);
      create index log_aggregate on events.log (aggregate_type, aggregate_id, position);

      create function events.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the event log is append-only' using errcode = 'insufficient_privilege';
      end $$;
      create trigger log_append_only before update or delete or truncate on events.log
        for each statement execute function events.refuse_change();
      ${ensureRelayRole}
      revoke update, delete, truncate on events.log from lianxin_events;
      revoke insert, delete, truncate on events.head from lianxin_events;
      grant usage on schema events to public;
      grant select on events.log to public;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table events.log, events.head; drop function events.refuse_change()');
  }
}
