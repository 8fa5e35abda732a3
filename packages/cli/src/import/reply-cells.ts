import { warnRow, type RowRefusal, type RowWarning } from './import-notice.js';
import type { ImportedReply } from './imported-suggestion.js';
import { parseDate, type DateContext } from './parse-date.js';
import type { ParsedDate } from './parsed-date.js';
import { shown, type RowCells } from './row-cells.js';
import type { SuggestionField } from './suggestion-headings.js';
import { lengthFault, MAX_TEXT } from './text-limits.js';

type ReplyCells =
  { readonly reply?: ImportedReply; readonly warnings: readonly RowWarning[] } | { readonly refused: RowRefusal };

/**
 * The reply of a row. A reply whose date is absent, unreadable or before its message is kept, since the words are
 * genuine and the date is a slip of the source; it is recorded at the time of the message, marked as assumed. Dropping
 * the reply would make an answered message look unanswered, and keeping the date would make handling times negative.
 */
export function replyOf(cells: RowCells<SuggestionField>, collected: ParsedDate, context: DateContext): ReplyCells {
  const text = cells.text('replyText', true);
  const value = shown(cells.text('repliedAt'));
  if (text === '') return { warnings: value === '' ? [] : [warnRow('REPLY_WITHOUT_TEXT')] };
  const tooLong = lengthFault('答复意见', text, MAX_TEXT);
  if (tooLong) return { refused: tooLong };

  const assumed = { text, repliedAt: collected.at, isDateAssumed: true };
  const replied = parseDate(cells.cell('repliedAt'), context);
  if ('fault' in replied) return { reply: assumed, warnings: [warnRow('REPLY_DATE_UNUSABLE', { value })] };
  if (replied.at >= collected.at) return { reply: { text, repliedAt: replied.at, isDateAssumed: false }, warnings: [] };
  // A reply of the same day, dated without a time, is not before its message.
  const isSameDay = !replied.hasTime && collected.at.getTime() - replied.at.getTime() < 86_400_000;
  if (isSameDay) return { reply: assumed, warnings: [] };
  return { reply: assumed, warnings: [warnRow('REPLY_BEFORE_MESSAGE', { value })] };
}
