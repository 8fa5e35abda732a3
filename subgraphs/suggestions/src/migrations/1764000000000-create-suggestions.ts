import { stateCouncilDays, stateCouncilVersion } from '@lianxin/calendar';
import { eventTables } from '@lianxin/events';
import { historyTable, idempotencyTable } from '@lianxin/workflow';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { categoryTables } from '../category/category.tables.js';
import { constituentTables } from '../constituent/constituent.tables.js';
import { directoryTables } from '../directory/directory.tables.js';
import { dispatchRuleTables } from '../dispatch-rule/dispatch-rule.tables.js';
import { handlingUnitTables } from '../handling-unit/handling-unit.tables.js';
import { proposalTables } from '../proposal/proposal.tables.js';
import { deadlinePolicyTables } from '../suggestion/deadline-policy.tables.js';
import { suggestionTables } from '../suggestion/suggestion.tables.js';

/** Creates everything that this subgraph owns. */
export class CreateSuggestions1764000000000 implements MigrationInterface {
  readonly name = 'CreateSuggestions1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    const schema = 'suggestions';
    const statements = [
      eventTables(schema),
      idempotencyTable(schema),
      directoryTables,
      handlingUnitTables(),
      categoryTables(),
      dispatchRuleTables(),
      constituentTables,
      suggestionTables,
      historyTable(schema, 'suggestion'),
      proposalTables(),
      deadlinePolicyTables,
    ];
    for (const statement of statements) await runner.query(statement);
    await runner.query(
      `insert into suggestions.calendar_day (date, kind, name, source, version)
       select d.date, d.kind, d.name, d.source, $2 from jsonb_populate_recordset(null::suggestions.calendar_day, $1::jsonb) d`,
      [JSON.stringify(stateCouncilDays), stateCouncilVersion],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema suggestions cascade');
  }
}
