import type { ReferenceResolver } from '@lianxin/subgraph-kit';
import type { SuggestionsContext } from '../suggestions.context.js';
import { visibleSuggestion } from './suggestion.resolver.js';

/** Answers references to suggestions; somebody else's answers like a missing one. */
export const resolveSuggestion: ReferenceResolver<SuggestionsContext> = ({ id }, context) =>
  visibleSuggestion(context, id);

/** Stations, regions and viewers are somebody else's: what hangs on them here is judged field by field. */
export const resolveById: ReferenceResolver<SuggestionsContext> = ({ id }) => ({ id: String(id) });
export const resolveByCode: ReferenceResolver<SuggestionsContext> = ({ code }) => ({ code: String(code) });
