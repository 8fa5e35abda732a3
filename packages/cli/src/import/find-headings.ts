import { cellText } from '../spreadsheet/cell-value.js';
import { SpreadsheetError } from '../spreadsheet/spreadsheet-error.js';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.js';
import { matchHeadings, type Columns, type HeadingNames } from './heading.js';

/** Above the headings there may be a merged title, a date, a line of instructions; not more than this. */
const SEARCHED_ROWS = 10;

/** The row of headings and what it names. */
export interface FoundHeadings<Field extends string> {
  readonly rowNumber: number;
  readonly columns: Columns<Field>;
  /** The headings as written, for the error workbook. */
  readonly headings: readonly string[];
}

/** What to look for in a sheet. */
export interface WantedHeadings<Field extends string> {
  readonly names: HeadingNames<Field>;
  /** Whether these columns are enough to read the rows. */
  readonly suffices: (columns: Columns<Field>) => boolean;
  /** The needed columns in the words of a spreadsheet, for the message. */
  readonly wanted: string;
}

/** Finds the headings among the first rows. Throws `SpreadsheetError` when none suffice or two columns compete. */
export async function findHeadings<Field extends string>(
  spreadsheet: Spreadsheet,
  { names, suffices, wanted }: WantedHeadings<Field>,
): Promise<FoundHeadings<Field>> {
  let [searched, found] = [0, ''];
  for await (const { rowNumber, cells } of spreadsheet.rows()) {
    const headings = cells.map((cell) => cellText(cell).replace(/\s+/g, ' ').trim());
    const columns = matchHeadings(cells, names, rowNumber);
    if (suffices(columns)) return { rowNumber, columns, headings };
    const filled = headings.filter((heading) => heading !== '');
    if (found === '' && filled.length > 1) found = filled.join('、').slice(0, 120);
    if ((searched += 1) === SEARCHED_ROWS) break;
  }
  const sheet = spreadsheet.sheetName;
  throw new SpreadsheetError('UNKNOWN_HEADINGS', { sheet, searched: SEARCHED_ROWS, wanted, found: found || '—' });
}
