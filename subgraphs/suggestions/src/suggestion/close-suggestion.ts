import { changeSuggestion, type Commander, type CommandOutcome } from './change-suggestion.js';
import { checkedText, noteRule } from '@lianxin/workflow';
import type { CloseSuggestionInput } from './suggestion.inputs.js';
import type { SuggestionServices } from './suggestion.services.js';

/** Ends an escalated case with a reason that everybody concerned reads; the person's last rating stands. */
export function closeSuggestion(
  services: SuggestionServices,
  commander: Commander,
  input: CloseSuggestionInput,
): Promise<CommandOutcome> {
  return changeSuggestion(services, commander, 'closeSuggestion', input, () => {
    const checked = checkedText(input.reason, noteRule);
    return 'refused' in checked ? checked : { action: 'CLOSE', input: { reason: checked.text }, note: checked.text };
  });
}
