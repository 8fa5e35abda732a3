import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { CellValue } from './cell-value.js';
import { detectDelimiter } from './delimiter.js';
import { limits } from './limits.js';
import { SpreadsheetError } from './spreadsheet-error.js';
import type { RowFault, Spreadsheet, SpreadsheetRow } from './spreadsheet.js';
import { detectEncoding, type TextEncoding } from './text-encoding.js';

const SAMPLE_BYTES = 64 * 1024;

/** Opens a text table: UTF-8, UTF-16 or GB18030, separated by comma, tab or semicolon. Nothing needs closing. */
export async function openCsv(path: string): Promise<Spreadsheet> {
  const encoding = await detectEncoding(path);
  const delimiter = detectDelimiter(await readSample(path, encoding));
  const sheetName = basename(path);
  const close = async (): Promise<void> => undefined;
  return {
    format: 'csv',
    sheetName,
    totalBytes: (await stat(path)).size,
    rows: () => readRows(path, encoding, delimiter, sheetName),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function readSample(path: string, encoding: TextEncoding): Promise<string> {
  const decoder = new TextDecoder(encoding);
  let sample = '';
  for await (const chunk of createReadStream(path, { end: SAMPLE_BYTES - 1 }) as AsyncIterable<Buffer>) {
    sample += decoder.decode(chunk, { stream: true });
  }
  return sample;
}

async function* readRows(
  path: string,
  encoding: TextEncoding,
  delimiter: string,
  sheetName: string,
): AsyncGenerator<SpreadsheetRow> {
  const file = createReadStream(path);
  const decoded = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<string> {
    const decoder = new TextDecoder(encoding);
    for await (const chunk of source) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  };
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: limits.csvRecordBytes,
  });
  // A failure reaches the loop below through the parser; the callback only takes the place of an unhandled event.
  pipeline(file, decoded, parser, () => undefined);
  let rowNumber = 0;
  let isEmpty = true;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      rowNumber += 1;
      const { cells, fault } = toCells(record);
      if (cells.length === 0 && fault === undefined) continue;
      isEmpty = false;
      yield { rowNumber, cells, fault, bytesRead: file.bytesRead };
    }
  } catch (error) {
    const isQuote = error instanceof CsvError;
    throw isQuote ? new SpreadsheetError('UNCLOSED_QUOTE', { row: rowNumber + 1 }, { cause: error }) : error;
  } finally {
    file.destroy();
  }
  if (isEmpty) throw new SpreadsheetError('EMPTY_SHEET', { sheet: sheetName });
}

/** Cells of a record as of a sheet: null where empty, nothing behind the last one filled. */
function toCells(record: readonly string[]): { cells: CellValue[]; fault?: RowFault } {
  const cells: CellValue[] = [];
  let fault: RowFault | undefined;
  let characters = 0;
  for (const [column, text] of record.slice(0, limits.columns).entries()) {
    characters += text.length;
    const isTooLarge = text.length > limits.cellCharacters || characters > limits.rowCharacters;
    if (isTooLarge) fault ??= { code: 'CELL_TOO_LARGE', column };
    cells.push(isTooLarge || text.trim() === '' ? null : text);
  }
  while (cells.length > 0 && cells.at(-1) === null) cells.pop();
  return { cells, fault };
}
