import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many members of a cohort a region holds, so that a page of a region counts nobody. Kept boards are made again when read. */
export class CountMembersByRegion1769100000001 implements MigrationInterface {
  readonly name = 'CountMembersByRegion1769100000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table duty_index.board_region (
        kind text not null,
        start date not null,
        policy_id text not null,
        region_code text not null,
        members int not null,
        primary key (kind, start, policy_id, region_code),
        foreign key (kind, start) references duty_index.board on delete cascade
      );
      comment on table duty_index.board_region is 'Members of a cohort in a region and all below it; a region without any has no row.';
      delete from duty_index.board;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table duty_index.board_region');
  }
}
