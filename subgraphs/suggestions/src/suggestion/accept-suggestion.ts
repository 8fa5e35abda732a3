import { changeSuggestion, type Commander, type CommandOutcome } from './change-suggestion.js';
import { checkedText, noteRule } from '@lianxin/workflow';
import type { AcceptSuggestionInput } from './suggestion.inputs.js';
import type { SuggestionServices } from './suggestion.services.js';

/** 接单: the lead unit, or the deputy it was given to, takes the case on. */
export function acceptSuggestion(
  services: SuggestionServices,
  commander: Commander,
  input: AcceptSuggestionInput,
): Promise<CommandOutcome> {
  return changeSuggestion(services, commander, 'acceptSuggestion', input, () => {
    const checked = checkedText(input.note, noteRule);
    return 'refused' in checked ? checked : { action: 'ACCEPT', input: {}, note: checked.text || null };
  });
}
