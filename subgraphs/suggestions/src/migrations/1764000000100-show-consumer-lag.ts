import { consumerGrants } from '@lianxin/events';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets gateways show how far this subgraph's consumers are. */
export class ShowConsumerLag1764000000100 implements MigrationInterface {
  readonly name = 'ShowConsumerLag1764000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(consumerGrants('suggestions'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke select (consumer, position) on suggestions.consumer_checkpoint from lianxin_events;
      revoke select (consumer) on suggestions.parked_event from lianxin_events;`);
  }
}
