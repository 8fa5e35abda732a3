import { businessDate } from '@lianxin/calendar';
import { checkedTexts, uuidV7 } from '@lianxin/workflow';
import { changeSuggestion, type Commander, type CommandOutcome } from './change-suggestion.js';
import { SuggestionStatus } from './suggestion.enums.js';
import type { ReplySuggestionInput } from './suggestion.inputs.js';
import type { SuggestionServices } from './suggestion.services.js';

/**
 * 反馈: the lead unit or the deputy answers; the station itself answers at once what needs no dispatch (即时答复).
 * RESOLVED needs a record of contact with the person, PLANNED a promised date.
 */
export function replySuggestion(
  services: SuggestionServices,
  commander: Commander,
  input: ReplySuggestionInput,
): Promise<CommandOutcome> {
  return changeSuggestion(services, commander, 'replySuggestion', input, (it, at) => {
    const { resultCode, contactRecord, promisedDate = null } = input;
    const checked = checkedTexts({
      text: [input.text, { field: '答复 text', max: 20_000, multiline: true }],
      method: [contactRecord?.method, { field: '联系方式 method', max: 100, optional: !contactRecord }],
      note: [contactRecord?.note, { field: '联系记录 note', max: 2000, multiline: true, optional: !contactRecord }],
    });
    if ('refused' in checked) return checked;
    const { text, method, note } = checked.texts;
    const reply = {
      id: uuidV7(at),
      suggestion_id: it.id,
      unit_id: it.leadUnitId,
      representative_id: it.leadUnitId === null ? it.representativeId : null,
      result_code: resultCode,
      text,
      contact_record: contactRecord ? { at: contactRecord.at, method, note } : null,
      promised_date: promisedDate,
      replied_at: at,
      round: it.reworkNo,
    };
    const content = { resultCode, hasContactRecord: Boolean(contactRecord), promisedDate, today: businessDate(at) };
    const action = it.status === SuggestionStatus.ADMITTED ? 'SELF_ANSWER' : 'REPLY';
    return { action, input: content, reply };
  });
}
