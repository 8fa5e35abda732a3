import { changeSuggestion, type Commander, type CommandOutcome } from './change-suggestion.js';
import { checkedText, noteRule } from '@lianxin/workflow';
import type { WithdrawSuggestionInput } from './suggestion.inputs.js';
import type { SuggestionServices } from './suggestion.services.js';

/** 撤回: the person takes it back before anybody took it up. */
export function withdrawSuggestion(
  services: SuggestionServices,
  commander: Commander,
  input: WithdrawSuggestionInput,
): Promise<CommandOutcome> {
  return changeSuggestion(services, commander, 'withdrawSuggestion', input, () => {
    const checked = checkedText(input.reason, noteRule);
    return 'refused' in checked ? checked : { action: 'WITHDRAW', input: {}, note: checked.text || null };
  });
}
