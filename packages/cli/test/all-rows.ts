import type { Spreadsheet, SpreadsheetRow } from '../src/spreadsheet/spreadsheet.js';

/** All rows of a spreadsheet that is small enough for it. */
export async function allRows(spreadsheet: Spreadsheet): Promise<SpreadsheetRow[]> {
  const rows: SpreadsheetRow[] = [];
  for await (const row of spreadsheet.rows()) rows.push(row);
  return rows;
}
