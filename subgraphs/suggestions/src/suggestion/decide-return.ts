import { changeSuggestion, type Commander, type CommandOutcome } from './change-suggestion.js';
import { checkedText, noteRule } from '@lianxin/workflow';
import type { DecideReturnInput } from './suggestion.inputs.js';
import type { SuggestionServices } from './suggestion.services.js';

/** 退单审核: approved, the case goes back to be dispatched anew; denied, the unit is designated and handles it. */
export function decideReturn(
  services: SuggestionServices,
  commander: Commander,
  input: DecideReturnInput,
): Promise<CommandOutcome> {
  return changeSuggestion(services, commander, 'decideReturn', input, () => {
    const checked = checkedText(input.reason, noteRule);
    if ('refused' in checked) return checked;
    const note = checked.text || null;
    if (!input.approve)
      return { action: 'DENY_RETURN', input: { reason: checked.text }, patch: { designated: true }, note };
    return {
      action: 'APPROVE_RETURN',
      input: {},
      patch: { leadUnitId: null, assistUnitIds: [], representativeId: null },
      note,
    };
  });
}
