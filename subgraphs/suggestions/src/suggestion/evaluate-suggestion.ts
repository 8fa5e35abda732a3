import { checkedTexts, noteRule, uuidV7 } from '@lianxin/workflow';
import { changeSuggestion, type Commander, type CommandOutcome } from './change-suggestion.js';
import type { EvaluateSuggestionInput } from './suggestion.inputs.js';
import type { SuggestionServices } from './suggestion.services.js';

/**
 * 评价: the person rates the outcome. Satisfied or basically satisfied closes the case; not satisfied, with a reason,
 * sends it to rework, and after two reworks to the office's own supervision (挂牌督办).
 */
export function evaluateSuggestion(
  services: SuggestionServices,
  commander: Commander,
  input: EvaluateSuggestionInput,
): Promise<CommandOutcome> {
  return changeSuggestion(services, commander, 'evaluateSuggestion', input, (it, at) => {
    const checked = checkedTexts({ reason: [input.reason, noteRule], comment: [input.comment, noteRule] });
    if ('refused' in checked) return checked;
    const { rating } = input;
    const reason = checked.texts.reason || null;
    const evaluation = {
      id: uuidV7(at),
      suggestion_id: it.id,
      rating,
      attitude_rating: input.attitudeRating ?? null,
      reason,
      comment: checked.texts.comment || null,
      evaluated_at: at,
      round: it.reworkNo,
    };
    return { action: 'EVALUATE', input: { rating, reason }, patch: { rating }, evaluation };
  });
}
