import type { MigrationInterface, QueryRunner } from 'typeorm';
import { partitionFunctions } from './partition-functions.js';

/** Positions a partition unless a relay is told otherwise. */
export const partitionSize = 1_000_000;

/**
 * The log by ranges of positions (see ADR 0018). The old table becomes the first partition: no row is copied, and a
 * relay of the last version goes on writing, since its statements name `events.log` as before. What a unique index over
 * all partitions cannot be, `log_id` is: the ids of all events ever logged, kept by a trigger in the transaction of the
 * insert, also for those whose partition was archived.
 */
export class PartitionEventLog1767900000000 implements MigrationInterface {
  readonly name = 'PartitionEventLog1767900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table events.log rename to log_from_1;
      alter table events.log_from_1 rename constraint log_pkey to log_from_1_pkey;
      alter table events.log_from_1 drop constraint log_event_id_key;
      alter index events.log_topics rename to log_from_1_topics;
      alter index events.log_aggregate rename to log_from_1_aggregate;

      create table events.log (like events.log_from_1 including defaults) partition by range (position);
      alter table events.log add primary key (position);
      create index log_topics on events.log using gin (topics);
      create index log_aggregate on events.log (aggregate_type, aggregate_id, position);
      create trigger log_append_only before update or delete or truncate on events.log
        for each statement execute function events.refuse_change();

      create table events.log_id (event_id uuid primary key, position bigint not null);
      insert into events.log_id select event_id, position from events.log_from_1;
      create trigger log_id_append_only before update or delete or truncate on events.log_id
        for each statement execute function events.refuse_change();
      create function events.note_ids() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
      begin
        insert into events.log_id (event_id, position) select event_id, position from fresh;
        return null;
      end $$;
      create trigger log_note_ids after insert on events.log referencing new table as fresh
        for each statement execute function events.note_ids();

      create table events.archive (
        first_position bigint primary key,
        end_position bigint not null,
        sha256 text not null,
        file text not null,
        archived_at timestamptz not null default now()
      );

      revoke update, delete, truncate on events.log, events.log_id from lianxin_events;
      revoke insert, update, delete, truncate on events.archive from lianxin_events;
      grant select on events.log to public;
      ${partitionFunctions}
      select events.attach_partition('log_from_1', 1, position / ${String(partitionSize)} * ${String(partitionSize)}
        + ${String(partitionSize)} + 1) from events.head;
    `);
  }

  /** Throws when parts of the log were archived: one table cannot hold what is not there. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$ begin
        if exists (select from events.archive) then raise exception 'parts of the log are archived: restore them first'; end if;
      end $$;
      create table events.log_whole (like events.log including defaults);
      insert into events.log_whole select * from events.log;
      drop view events.log_partition;
      drop function events.ensure_room, events.attach_partition, events.new_partition;
      drop table events.log, events.log_id, events.archive;
      drop function events.note_ids;
      alter table events.log_whole rename to log;
      alter table events.log add primary key (position), add unique (event_id);
      create index log_topics on events.log using gin (topics);
      create index log_aggregate on events.log (aggregate_type, aggregate_id, position);
      create trigger log_append_only before update or delete or truncate on events.log
        for each statement execute function events.refuse_change();
      revoke update, delete, truncate on events.log from lianxin_events;
      grant select on events.log to public;
    `);
  }
}
