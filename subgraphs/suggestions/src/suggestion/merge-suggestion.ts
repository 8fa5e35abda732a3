import { isUuid } from '@lianxin/subgraph-kit';
import { changeSuggestion, type Commander, type CommandOutcome } from './change-suggestion.js';
import type { MergeSuggestionInput } from './suggestion.inputs.js';
import { maySee } from './suggestion.policy.js';
import type { SuggestionServices } from './suggestion.services.js';
import { findSuggestion } from './suggestion.store.js';

/** 并案: ends one suggestion in favour of another open one about the same matter; the link is kept. */
export function mergeSuggestion(
  services: SuggestionServices,
  commander: Commander,
  input: MergeSuggestionInput,
): Promise<CommandOutcome> {
  return changeSuggestion(services, commander, 'mergeSuggestion', input, async () => {
    const found = isUuid(input.intoId) ? await findSuggestion(services.db, input.intoId) : null;
    const target = found && maySee(commander.visibility, found) ? found : null;
    return {
      action: 'MERGE',
      input: { target },
      patch: { mergedIntoId: target?.id ?? null },
      note: target?.number ?? null,
    };
  });
}
