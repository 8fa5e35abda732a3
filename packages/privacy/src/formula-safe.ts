/** The first characters by which a spreadsheet takes a cell for a formula, with their full-width forms. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

/** A signed number is itself and nothing else. */
const PLAIN_NUMBER = /^[+-]?\d{1,20}(?:\.\d{1,20})?$/;

/**
 * A cell for an export (CSV or workbook): one that a spreadsheet would run as a formula gets an apostrophe in front, by
 * which it is shown as text. Everything else stays as it is.
 */
export function formulaSafe(cell: string): string {
  return FORMULA_START.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}
