import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who sees a deputy goes by the regions above the deputy (区域路径), also on a kept board. The path of a deputy
 * who was registered before paths were told is the own region, as a rebuild from the log gives it. Kept boards are made again when read.
 */
export class LimitByRegion1768500000001 implements MigrationInterface {
  readonly name = 'LimitByRegion1768500000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update duty_index.deputy set region_path = region_path || region_code
        where region_code is not null and not region_path @> array[region_code];
      create index deputy_region_path on duty_index.deputy using gin (region_path);
      delete from duty_index.board;
      alter table duty_index.board_member add column region_path text[] not null;
      comment on column duty_index.board_member.region_path is
        'From the topmost region down; empty for a deputy of whom only a mandate is known.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table duty_index.board_member drop column region_path;
      drop index duty_index.deputy_region_path;
    `);
  }
}
