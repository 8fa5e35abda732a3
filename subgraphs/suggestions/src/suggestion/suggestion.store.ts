import { type Db, type Sql, statement } from '@lianxin/database';
import { creationStatement, TransitionWriter } from '@lianxin/workflow';
import { handlingUnitAlong } from '../handling-unit/handling-unit.sql.js';
import { changingColumns, suggestionColumns, type SuggestionRecord, type SuggestionState } from './suggestion.state.js';

const table = { schema: 'suggestions', table: 'suggestion' } as const;

/** What the keys of commands keep: of a first state all, of a step what it may change. */
export const keptSuggestion = { ...table, keeps: 'changes' } as const;

/** Writes the steps of suggestions, those of one moment together. */
export const suggestionWriter = (db: Db): Promise<TransitionWriter> =>
  TransitionWriter.open(db, { ...table, columns: ['id', 'version', ...changingColumns] });

export const saveCreation = creationStatement<SuggestionRecord>({
  ...table,
  parts: ['constituent', 'reply', 'evaluation'],
});

/** Plan: primary-key probes. */
const suggestionsById = statement<SuggestionState>(
  'suggestions_by_id',
  `select ${suggestionColumns} from suggestions.suggestion s where s.id = any($1::uuid[])`,
);

/** The same, each with its lead unit (`handlingUnitAlong`) where it has one. Plan: primary-key probes of both. */
export const suggestionsShown = statement<SuggestionState>(
  'suggestions_shown',
  `select ${suggestionColumns}, ${handlingUnitAlong.selected}
   from suggestions.suggestion s left join suggestions.handling_unit u on u.id = s.lead_unit_id
   where s.id = any($1::uuid[])`,
);

/** One suggestion, whoever asks; callers apply the policy. */
export async function findSuggestion(sql: Sql, id: string): Promise<SuggestionState | null> {
  const [row] = await sql.query(suggestionsById, [[id]]);
  return row ?? null;
}
