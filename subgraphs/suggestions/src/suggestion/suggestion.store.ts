import { type Sql, statement } from '@lianxin/database';
import { creationStatement, type StoredAggregate, transitionStatement } from '@lianxin/workflow';
import { changingColumns, suggestionColumns, type SuggestionRow } from './suggestion.state.js';

/** How suggestions are stored: the aggregate's table, its changing columns, and the parts that grow with it. */
export const suggestionAggregate: StoredAggregate = {
  schema: 'suggestions',
  table: 'suggestion',
  columns: changingColumns,
  parts: ['constituent', 'reply', 'evaluation'],
};

export const saveTransition = transitionStatement<SuggestionRow>(suggestionAggregate);
export const saveCreation = creationStatement<SuggestionRow>(suggestionAggregate);

/** Plan: primary-key probes. */
export const suggestionsById = statement<SuggestionRow>(
  'suggestions_by_id',
  `select ${suggestionColumns} from suggestions.suggestion s where s.id = any($1::uuid[])`,
);

/** One suggestion's row, whoever asks; callers apply the policy. */
export async function findSuggestion(sql: Sql, id: string): Promise<SuggestionRow | null> {
  const [row] = await sql.query(suggestionsById, [[id]]);
  return row ?? null;
}
