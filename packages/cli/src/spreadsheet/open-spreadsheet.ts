import { openCsv } from './csv-reader.js';
import { detectFileKind } from './file-kind.js';
import type { Spreadsheet } from './spreadsheet.js';
import { openXlsx } from './xlsx-reader.js';

/**
 * Opens a spreadsheet, whatever its name ends in. Throws `SpreadsheetError` with what to do next for a file that is
 * missing, empty, locked, of an old format, damaged, or no spreadsheet at all.
 */
export async function openSpreadsheet(path: string): Promise<Spreadsheet> {
  return (await detectFileKind(path)) === 'ZIP' ? openXlsx(path) : openCsv(path);
}
