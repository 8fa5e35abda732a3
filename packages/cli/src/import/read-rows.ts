import type { CellValue } from '../spreadsheet/cell-value.js';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.js';
import { categoryHeadings, createCategoryRowReader, type CategoryField, type CategoryRow } from './category-row.js';
import { findHeadings, type FoundHeadings } from './find-headings.js';
import type { DateContext } from './parse-date.js';
import { suggestionHeadings, type SuggestionField } from './suggestion-headings.js';
import { readSuggestionRow, type SuggestionRow } from './suggestion-row.js';

/** What a row became, where it stands, and how far reading has come. */
export interface ReadRow<Outcome> {
  readonly rowNumber: number;
  readonly bytesRead: number;
  /** The cells as they are in the source, for the error workbook. */
  readonly cells: readonly CellValue[];
  readonly outcome: Outcome;
}

/** The rows of a sheet behind its headings; they can be read more than once, such as for a rehearsal and then in earnest. */
export interface RowSource<Field extends string, Outcome> {
  readonly found: FoundHeadings<Field>;
  rows(): AsyncIterable<ReadRow<Outcome>>;
}

/** Messages of a sheet, one by one. Throws `SpreadsheetError` when its headings are not those of a list of messages. */
export async function readSuggestions(
  spreadsheet: Spreadsheet,
  context: DateContext,
): Promise<RowSource<SuggestionField, SuggestionRow>> {
  const found = await findHeadings(spreadsheet, suggestionHeadings);
  const rows = async function* (): AsyncGenerator<ReadRow<SuggestionRow>> {
    for await (const row of spreadsheet.rows()) {
      if (row.rowNumber <= found.rowNumber) continue;
      const { rowNumber, bytesRead, cells } = row;
      yield { rowNumber, bytesRead, cells, outcome: readSuggestionRow(row, found.columns, context) };
    }
  };
  return { found, rows };
}

/** Categories of a sheet. Rows name every node on their way down, so a node comes up again: registering is by code. */
export async function readCategories(spreadsheet: Spreadsheet): Promise<RowSource<CategoryField, CategoryRow>> {
  const found = await findHeadings(spreadsheet, categoryHeadings);
  const rows = async function* (): AsyncGenerator<ReadRow<CategoryRow>> {
    const read = createCategoryRowReader(found.columns);
    for await (const row of spreadsheet.rows()) {
      if (row.rowNumber <= found.rowNumber) continue;
      const { rowNumber, bytesRead, cells } = row;
      yield { rowNumber, bytesRead, cells, outcome: read(row) };
    }
  };
  return { found, rows };
}
