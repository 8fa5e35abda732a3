import type { MigrationInterface, QueryRunner } from 'typeorm';
import { marketTables } from '../claim-market/market.tables.js';

/** The claim market: replicas of stations, rosters and suggestions, and tasks that are open near a station. */
export class CreateClaimMarket1764547200000 implements MigrationInterface {
  readonly name = 'CreateClaimMarket1764547200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(marketTables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index representatives.duty_task_market;
      alter table representatives.duty_task drop column near_path, drop column station_id;
      drop table representatives.market_suggestion, representatives.market_roster, representatives.market_station;`);
  }
}
