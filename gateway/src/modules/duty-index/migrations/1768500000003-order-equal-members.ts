import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members of one code stand by their ids, so that no page ends between two whom nothing tells apart. */
export class OrderEqualMembers1768500000003 implements MigrationInterface {
  readonly name = 'OrderEqualMembers1768500000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index duty_index.board_member_code, duty_index.board_member_place;
      create index board_member_code on duty_index.board_member (kind, start, policy_id, code, representative_id);
      create index board_member_place on duty_index.board_member (kind, start, policy_id, place, code, representative_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index duty_index.board_member_code, duty_index.board_member_place;
      create index board_member_code on duty_index.board_member (kind, start, policy_id, code);
      create index board_member_place on duty_index.board_member (kind, start, policy_id, place, code);
    `);
  }
}
