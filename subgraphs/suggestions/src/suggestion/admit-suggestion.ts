import { refuse } from '@lianxin/errors';
import { categoriesByCode } from '../category/category.sql.js';
import { changeSuggestion, type Commander, type CommandOutcome } from './change-suggestion.js';
import type { AdmitSuggestionInput } from './suggestion.inputs.js';
import type { SuggestionServices } from './suggestion.services.js';

/** 受理: the station takes it up, names its category and urgency. */
export function admitSuggestion(
  services: SuggestionServices,
  commander: Commander,
  input: AdmitSuggestionInput,
): Promise<CommandOutcome> {
  return changeSuggestion(services, commander, 'admitSuggestion', input, async () => {
    const { categoryCode, urgency } = input;
    const [category] = await services.db.query(categoriesByCode, [[categoryCode]]);
    if (!category) return { refused: refuse('CATEGORY_UNKNOWN') };
    return { action: 'ADMIT', input: {}, patch: { categoryCode, urgency } };
  });
}
