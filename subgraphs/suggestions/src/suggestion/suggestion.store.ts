import { type Sql, statement } from '@lianxin/database';
import { creationStatement, type StoredAggregate, transitionStatement } from '@lianxin/workflow';
import { changingColumns, suggestionColumns, type SuggestionRecord, type SuggestionState } from './suggestion.state.js';

/** How suggestions are stored: the aggregate's table, its changing columns, and the parts that grow with it. */
export const suggestionAggregate: StoredAggregate = {
  schema: 'suggestions',
  table: 'suggestion',
  columns: changingColumns,
  parts: ['constituent', 'reply', 'evaluation'],
};

export const saveTransition = transitionStatement<SuggestionRecord>(suggestionAggregate);
export const saveCreation = creationStatement<SuggestionRecord>(suggestionAggregate);

/** Plan: primary-key probes. */
export const suggestionsById = statement<SuggestionState>(
  'suggestions_by_id',
  `select ${suggestionColumns} from suggestions.suggestion s where s.id = any($1::uuid[])`,
);

/** One suggestion, whoever asks; callers apply the policy. */
export async function findSuggestion(sql: Sql, id: string): Promise<SuggestionState | null> {
  const [row] = await sql.query(suggestionsById, [[id]]);
  return row ?? null;
}
