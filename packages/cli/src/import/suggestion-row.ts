import { createHash } from 'node:crypto';
import { maskPhone } from '@lianxin/privacy';
import type { SpreadsheetRow } from '../spreadsheet/spreadsheet.js';
import type { Columns } from './heading.js';
import { refuseRow, warnRow, type RowRefusal, type RowWarning } from './import-notice.js';
import type { ImportedSuggestion } from './imported-suggestion.js';
import { parseDate, type DateContext } from './parse-date.js';
import { replyOf } from './reply-cells.js';
import { RowCells, shown } from './row-cells.js';
import type { SuggestionField } from './suggestion-headings.js';
import { firstSentence, lengthFault, MAX_LABEL, MAX_NAME, MAX_TEXT, MAX_TITLE } from './text-limits.js';

/** A row as read: what it becomes, or why it is refused. */
export type SuggestionRow =
  { readonly ok: ImportedSuggestion; readonly warnings: readonly RowWarning[] } | { readonly refused: RowRefusal };

const urgent = new Set(['紧急', '特急', '加急', '急', '非常紧急', '重大紧急', 'urgent']);
const normal = new Set(['', '一般', '普通', '正常', '不紧急', '平件', '常规', 'normal']);

/** Turns a row into a suggestion. Pure: the time is in the context. */
export function readSuggestionRow(
  row: Pick<SpreadsheetRow, 'cells' | 'fault'>,
  columns: Columns<SuggestionField>,
  context: DateContext,
): SuggestionRow {
  if (row.fault) return { refused: refuseRow('CELL_TOO_LARGE', { column: row.fault.column + 1 }) };
  const cells = new RowCells(row.cells, columns);
  const warnings: RowWarning[] = [];

  const writtenTitle = cells.text('title');
  const content = cells.text('content', true) || writtenTitle;
  if (content === '') return { refused: refuseRow('TEXT_MISSING') };
  const title = writtenTitle || firstSentence(content);
  const [sourceNumber, categoryName] = [cells.text('sourceNumber'), cells.text('category')];
  const tooLong =
    lengthFault('留言主题', title, MAX_TITLE) ??
    lengthFault('留言详情', content, MAX_TEXT) ??
    lengthFault('留言编号', sourceNumber, MAX_LABEL) ??
    lengthFault('分类', categoryName, MAX_LABEL);
  if (tooLong) return { refused: tooLong };

  const collected = parseDate(cells.cell('collectedAt'), context);
  if ('fault' in collected) {
    return { refused: refuseRow(collected.fault, { field: '留言时间', value: shown(cells.text('collectedAt')) }) };
  }
  const supportCount = cells.count('supportCount', '点赞数');
  if (typeof supportCount !== 'number') return { refused: supportCount };
  const opposeCount = cells.count('opposeCount', '反对数');
  if (typeof opposeCount !== 'number') return { refused: opposeCount };
  const replied = replyOf(cells, collected, context);
  if ('refused' in replied) return replied;
  warnings.push(...replied.warnings);

  const constituentName = nameOf(cells, warnings);
  const collectedAt = collected.at;
  const identity = [collectedAt.toISOString(), constituentName ?? '', title, content];
  return {
    ok: {
      sourceNumber: sourceNumber || `sha256:${digest(identity)}`,
      title,
      content,
      collectedAt,
      constituentName,
      phone: phoneOf(cells, warnings),
      reply: replied.reply,
      supportCount,
      opposeCount,
      categoryName: categoryName || undefined,
      urgency: urgencyOf(cells.text('urgency'), warnings),
    },
    warnings,
  };
}

function nameOf(cells: RowCells<SuggestionField>, warnings: RowWarning[]): string | undefined {
  const name = [...cells.text('constituentName')];
  if (name.length > MAX_NAME) warnings.push(warnRow('NAME_CUT', { max: MAX_NAME }));
  return name.slice(0, MAX_NAME).join('').trim() || undefined;
}

function phoneOf(cells: RowCells<SuggestionField>, warnings: RowWarning[]): string | undefined {
  const phone = cells.text('phone');
  if (phone === '') return undefined;
  if (phone.length <= 40 && maskPhone(phone) !== '') return phone;
  warnings.push(warnRow('PHONE_UNREADABLE'));
  return undefined;
}

function urgencyOf(value: string, warnings: RowWarning[]): 'NORMAL' | 'URGENT' {
  const plain = value.toLowerCase();
  if (urgent.has(plain)) return 'URGENT';
  if (!normal.has(plain)) warnings.push(warnRow('URGENCY_UNKNOWN', { value: shown(value) }));
  return 'NORMAL';
}

/** Stands for a number the source does not give: the same row has the same one, so a second run adds nothing. */
function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0'), 'utf8').digest('hex').slice(0, 24);
}
