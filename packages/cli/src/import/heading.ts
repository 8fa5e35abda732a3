import { cellText, type CellValue } from '../spreadsheet/cell-value.js';
import { SpreadsheetError } from '../spreadsheet/spreadsheet-error.js';

/**
 * The usual headings of each field. `weak` ones fit more than one meaning (a running number beside the number of the
 * message, a date beside the date of the message): they count only where no `usual` one names the field.
 */
export type HeadingNames<Field extends string> = Readonly<
  Record<Field, { readonly usual: readonly string[]; readonly weak?: readonly string[] }>
>;

/** The column of each field that was found, from 0. */
export type Columns<Field extends string> = Readonly<Partial<Record<Field, number>>>;

/** A heading as it is compared: without width, case, blanks, line breaks, remarks in brackets, stars and colons. */
export function plainHeading(cell: CellValue | undefined): string {
  return cellText(cell)
    .normalize('NFKC')
    .replace(/\([^)]*\)|【[^】]*】|\[[^\]]*\]/g, '')
    .replace(/[\s\u200B-\u200D\uFEFF*:：、。.]/g, '')
    .toLowerCase();
}

/**
 * Finds the fields in a row of headings, in any order; columns with other headings are left out. Throws
 * `SpreadsheetError` when two columns name one field equally well: guessing would import the wrong one silently.
 */
export function matchHeadings<Field extends string>(
  cells: readonly CellValue[],
  names: HeadingNames<Field>,
  rowNumber: number,
): Columns<Field> {
  const headings = cells.map(plainHeading);
  const columns: Partial<Record<Field, number>> = {};
  for (const field of Object.keys(names) as Field[]) {
    const { usual, weak = [] } = names[field];
    const columnsOf = (wanted: readonly string[]) =>
      headings.flatMap((heading, column) => (heading !== '' && wanted.includes(heading) ? [column] : []));
    const named = columnsOf(usual);
    const [column, other] = named.length > 0 ? named : columnsOf(weak);
    if (column !== undefined && other !== undefined) {
      const [first, second] = [column, other].map((at) => cellText(cells[at]).trim());
      const details = { row: rowNumber, first: first ?? '', second: second ?? '', field: usual[0] ?? field };
      throw new SpreadsheetError('DUPLICATE_HEADING', details);
    }
    if (column !== undefined) columns[field] = column;
  }
  return columns;
}
