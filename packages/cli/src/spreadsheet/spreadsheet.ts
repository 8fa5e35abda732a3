import type { CellValue } from './cell-value.js';

/** Why a row cannot be read although the rest of the sheet can. */
export interface RowFault {
  readonly code: 'CELL_TOO_LARGE';
  /** The column of the cell, from 0. */
  readonly column: number;
}

/** One row that holds anything. */
export interface SpreadsheetRow {
  /** As the spreadsheet program shows it, from 1. Empty rows are counted and not given. */
  readonly rowNumber: number;
  /** From the first column to the last one that holds anything. */
  readonly cells: readonly CellValue[];
  /** How far reading has come, of the spreadsheet's `totalBytes`. */
  readonly bytesRead: number;
  /** Set when a cell of the row was too large; that cell is null. */
  readonly fault?: RowFault;
}

/** An open spreadsheet. Close it, or hold it with `await using`: it may have temporary files. */
export interface Spreadsheet extends AsyncDisposable {
  readonly format: 'xlsx' | 'csv';
  /** The first sheet that is not hidden; the file's name for CSV. */
  readonly sheetName: string;
  /** What `bytesRead` runs to: the bytes of the unpacked sheet, or of the CSV file. */
  readonly totalBytes: number;
  /**
   * The rows from the first on, each time it is called. Throws `SpreadsheetError` where the file turns out to be broken,
   * and at the end if no row held anything.
   */
  rows(): AsyncIterable<SpreadsheetRow>;
  close(): Promise<void>;
}
