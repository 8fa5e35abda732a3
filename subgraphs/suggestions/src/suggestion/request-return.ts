import { refuse } from '@lianxin/errors';
import { isUuid } from '@lianxin/subgraph-kit';
import { handlingUnitsById } from '../handling-unit/handling-unit.sql.js';
import { changeSuggestion, type Commander, type CommandOutcome } from './change-suggestion.js';
import { checkedText, noteRule } from '@lianxin/workflow';
import type { RequestReturnInput } from './suggestion.inputs.js';
import type { SuggestionServices } from './suggestion.services.js';

/** 退单: the unit asks the office to take the case back, and may name the unit that it thinks is right. */
export function requestReturn(
  services: SuggestionServices,
  commander: Commander,
  input: RequestReturnInput,
): Promise<CommandOutcome> {
  return changeSuggestion(services, commander, 'requestReturn', input, async () => {
    const checked = checkedText(input.reason, noteRule);
    if ('refused' in checked) return checked;
    const reason = checked.text;
    if (!input.suggestedUnitId) return { action: 'REQUEST_RETURN', input: { reason }, note: reason };
    const ids = isUuid(input.suggestedUnitId) ? [input.suggestedUnitId] : [];
    const [unit] = await services.db.query(handlingUnitsById, [ids]);
    if (!unit) return { refused: refuse('UNIT_UNKNOWN') };
    return { action: 'REQUEST_RETURN', input: { reason }, note: `${reason}\n建议改派:${unit.name}` };
  });
}
