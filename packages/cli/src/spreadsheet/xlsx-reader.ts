import { SharedStrings } from './shared-strings.js';
import { SheetRowCollector, type SheetContext } from './sheet-row-collector.js';
import { SpreadsheetError } from './spreadsheet-error.js';
import type { Spreadsheet, SpreadsheetRow } from './spreadsheet.js';
import { readWorkbookParts, type WorkbookParts } from './workbook-parts.js';
import { parseXml } from './xml-stream.js';
import { openZip, type ZipArchive } from './zip-archive.js';

/**
 * Opens an .xlsx workbook. The shared strings are spilled to a temporary file first; after that a row is read when it is
 * asked for. The sheet read is the first visible one that holds anything.
 */
export async function openXlsx(path: string): Promise<Spreadsheet> {
  const zip = await openZip(path);
  let sharedStrings: SharedStrings | undefined;
  const close = async (): Promise<void> => {
    sharedStrings?.[Symbol.dispose]();
    zip.close();
  };
  try {
    const parts = await readWorkbookParts(zip);
    const { sharedStringsPart: shared, isDate1904, dateStyles } = parts;
    if (shared !== undefined && zip.has(shared)) sharedStrings = await SharedStrings.load(zip, shared);
    const context: SheetContext = { sharedStrings, isDate1904, dateStyles };
    const sheet = await firstFilledSheet(zip, parts, context);
    return {
      format: 'xlsx',
      sheetName: sheet.name,
      totalBytes: zip.sizeOf(sheet.part),
      rows: () => readRows(zip, sheet.part, context),
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function firstFilledSheet(zip: ZipArchive, { sheets }: WorkbookParts, context: SheetContext) {
  for (const sheet of sheets) {
    for await (const row of readRows(zip, sheet.part, context)) {
      if (row.rowNumber > 0) return sheet;
    }
  }
  throw new SpreadsheetError('EMPTY_SHEET', { sheet: sheets[0]?.name ?? '' });
}

async function* readRows(zip: ZipArchive, part: string, context: SheetContext): AsyncGenerator<SpreadsheetRow> {
  const collector = new SheetRowCollector(context);
  for await (const bytesRead of parseXml(await zip.stream(part), collector, part)) {
    for (const row of collector.drain()) yield { ...row, bytesRead };
  }
}
