import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { cellText, type CellValue } from './cell-value.js';
import { safeText } from './safe-text.js';

/** A row that was not imported, for the workbook that goes back to whoever sent the file. */
export interface RefusedRow {
  readonly rowNumber: number;
  readonly reason: { readonly zh: string; readonly en: string };
  readonly cells: readonly CellValue[];
}

/**
 * What a person can work through and what the writer holds in memory, since it builds the sheet whole. Rows beyond either
 * are counted in a last line.
 */
const MAX_ROWS = 20_000;
const MAX_CHARACTERS = 8_000_000;
/**
 * Writes the rows that were refused, each with its number in the source, the reason in both languages and its own cells,
 * so that it can be corrected in place and imported again. Nothing in it runs as a formula. Returns the rows counted.
 */
export async function writeErrorWorkbook(
  path: string,
  rows: AsyncIterable<RefusedRow> | Iterable<RefusedRow>,
  headings: readonly string[] = [],
): Promise<number> {
  const bold = (value: string) => ({ value, fontWeight: 'bold' as const });
  const data: SheetData = [['原表行号 Row', '原因', 'Reason', ...headings.map(safeText)].map(bold)];
  let [count, listed, characters] = [0, 0, 0];
  for await (const { rowNumber, reason, cells } of rows) {
    count += 1;
    const texts = cells.map(cellText).map(safeText);
    characters += texts.reduce((sum, text) => sum + text.length, 0);
    if (listed >= MAX_ROWS || characters > MAX_CHARACTERS) continue;
    listed += 1;
    data.push([rowNumber, reason.zh, reason.en, ...texts]);
  }
  if (count > listed) {
    const more = count - listed;
    data.push([null, `还有 ${more} 行未列出，请改正后再次导入。`, `${more} more rows are not listed; import again.`]);
  }
  const columns = [{ width: 12 }, { width: 40 }, { width: 40 }, ...headings.map(() => ({ width: 24 }))];
  await writeXlsxFile(data, { sheet: '未导入', columns, stickyRowsCount: 1 }).toFile(path);
  return count;
}
