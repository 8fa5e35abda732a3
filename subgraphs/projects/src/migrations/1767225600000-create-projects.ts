import { dropEventTables, eventTables } from '@lianxin/events';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { projectsTableNames, projectsTables } from './projects.tables.js';

const schema = 'projects';

/** The first form of the projects subgraph: projects with their votes, lists with their items, and the event tables. */
export class CreateProjects1767225600000 implements MigrationInterface {
  readonly name = 'CreateProjects1767225600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(projectsTables(schema));
    await queryRunner.query(eventTables(schema));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(projectsTableNames.map((table) => `drop table ${schema}.${table};`).join('\n'));
    await queryRunner.query(dropEventTables(schema));
  }
}
