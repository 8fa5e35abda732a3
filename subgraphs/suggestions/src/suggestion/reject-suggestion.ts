import { changeSuggestion, type Commander, type CommandOutcome } from './change-suggestion.js';
import { checkedTexts, noteRule } from '@lianxin/workflow';
import type { RejectSuggestionInput } from './suggestion.inputs.js';
import type { SuggestionServices } from './suggestion.services.js';

/** 不予受理: refused with a reason and, where there is one, the channel to turn to (首问引导). */
export function rejectSuggestion(
  services: SuggestionServices,
  commander: Commander,
  input: RejectSuggestionInput,
): Promise<CommandOutcome> {
  return changeSuggestion(services, commander, 'rejectSuggestion', input, () => {
    const checked = checkedTexts({ reason: [input.reason, noteRule], advice: [input.adviceChannel, noteRule] });
    if ('refused' in checked) return checked;
    const { reason, advice } = checked.texts;
    return { action: 'REJECT', input: { reason }, note: advice ? `${reason}\n${advice}` : reason };
  });
}
