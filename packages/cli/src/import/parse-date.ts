import { cellText, type CellValue } from '../spreadsheet/cell-value.js';
import type { DateFault, ParsedDate } from './parsed-date.js';
import { parseWrittenDate } from './written-date.js';

const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
/** The serial of 1970-01-01. */
const EPOCH_SERIAL = 25_569;
const EARLIEST_MS = Date.UTC(1990, 0, 1) - SHANGHAI_OFFSET_MS;

/** What a date is read with. */
export interface DateContext {
  readonly now: Date;
  /** The year of dates that name none, such as 3月5日. */
  readonly yearHint?: number;
}

/**
 * Reads a date as people's spreadsheets hold it: a date cell, a serial number without its format, or text in the usual
 * ways. Times are those of Asia/Shanghai (UTC+8; summer time of 1990 and 1991 is not considered) unless the text names
 * an offset. Refused: days that do not exist, anything after tomorrow, anything before 1990.
 */
export function parseDate(cell: CellValue | undefined, context: DateContext): ParsedDate | { fault: DateFault } {
  const text = cellText(cell).normalize('NFKC').trim();
  if (text === '') return { fault: 'DATE_MISSING' };
  if (typeof cell === 'object' && cell?.kind === 'error') return { fault: 'DATE_UNREADABLE' };
  const serial = serialOf(cell, text);
  const parsed = serial === undefined ? parseWrittenDate(text, context.yearHint) : fromSerial(serial);
  if ('fault' in parsed) return parsed;
  const time = parsed.at.getTime();
  if (Number.isNaN(time)) return { fault: 'DATE_IMPOSSIBLE' };
  if (time < EARLIEST_MS) return { fault: 'DATE_TOO_OLD' };
  return time >= endOfTomorrow(context.now) ? { fault: 'DATE_IN_FUTURE' } : parsed;
}

/** The serial of a date cell, or of a bare number in the range that serials of our time have (1982 to 2119). */
function serialOf(cell: CellValue | undefined, text: string): number | undefined {
  if (typeof cell === 'object' && cell?.kind === 'date') return cell.serial;
  const number = /^\d{5}(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
  return number !== undefined && number >= 30_000 && number < 80_000 ? number : undefined;
}

function fromSerial(serial: number): ParsedDate {
  // Fractions of a day are not exact in binary; whole seconds are what was typed.
  const at = new Date(Math.round((serial - EPOCH_SERIAL) * 86_400) * 1000 - SHANGHAI_OFFSET_MS);
  return { at, hasTime: !Number.isInteger(serial) };
}

function endOfTomorrow(now: Date): number {
  const today = Math.floor((now.getTime() + SHANGHAI_OFFSET_MS) / DAY_MS);
  return (today + 2) * DAY_MS - SHANGHAI_OFFSET_MS;
}
