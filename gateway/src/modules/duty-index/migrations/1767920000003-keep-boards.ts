import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Boards as they are shown: made of the totals when somebody looks, and mended where something has changed since. A
 * rebuild that replaces the tables makes all of them stale; the trigger stays with the table, so shadows do not fire it.
 */
export class KeepBoards1767920000003 implements MigrationInterface {
  readonly name = 'KeepBoards1767920000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duty_index.board_origin (
        only_row boolean primary key check (only_row),
        generation bigint not null
      );
      comment on table duty_index.board_origin is 'Grows whenever a rebuild replaces the tables that boards are made of.';
      insert into duty_index.board_origin values (true, 1);
      create function duty_index.tables_are_replaced() returns trigger language plpgsql as $$
        begin
          update duty_index.board_origin set generation = generation + 1;
          return null;
        end $$;
      create trigger replaced after delete on duty_index.reader
        for each statement execute function duty_index.tables_are_replaced();

      create table duty_index.board (
        kind text not null check (kind in ('MONTH', 'QUARTER', 'YEAR', 'TERM')),
        start date not null,
        generation bigint not null,
        position bigint not null,
        policies_position bigint not null,
        made bigint generated always as identity,
        primary key (kind, start)
      );
      comment on column duty_index.board.position is 'The last event that changed something for somebody here.';

      create table duty_index.board_member (
        kind text not null,
        start date not null,
        representative_id text not null,
        code text collate "C" not null,
        policy_id text not null,
        policy_version int not null,
        active_months int,
        counts text not null,
        hundredths int,
        place int not null,
        primary key (kind, start, representative_id),
        foreign key (kind, start) references duty_index.board on delete cascade
      );
      comment on column duty_index.board_member.place is
        '-1 - hundredths for who can be compared, 1 for who cannot: the order of a ranked board.';
      create index board_member_code on duty_index.board_member (kind, start, policy_id, code);
      create index board_member_place on duty_index.board_member (kind, start, policy_id, place, code);

      create table duty_index.board_cohort (
        kind text not null,
        start date not null,
        policy_id text not null,
        members int not null,
        comparable int not null,
        median_hundredths int,
        primary key (kind, start, policy_id),
        foreign key (kind, start) references duty_index.board on delete cascade
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table duty_index.board_cohort, duty_index.board_member, duty_index.board;
      drop trigger replaced on duty_index.reader;
      drop function duty_index.tables_are_replaced();
      drop table duty_index.board_origin;
    `);
  }
}
