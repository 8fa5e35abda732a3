import { formulaSafe } from '@lianxin/privacy';

/** The longest text that a cell of a workbook may hold is 32,767. */
const MAX_CELL = 32_700;

/** Text for a cell: no formula, and none of the characters that a workbook's XML cannot hold. */
export function safeText(text: string): string {
  const short = text.length > MAX_CELL ? `${text.slice(0, MAX_CELL)}…` : text;
  return formulaSafe(short.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''));
}
