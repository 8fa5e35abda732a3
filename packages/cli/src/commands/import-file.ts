import { join, parse } from 'node:path';
import type { Bilingual, Locale } from '@lianxin/errors';
import type { ReadRow } from '../import/read-rows.js';
import type { Progress } from '../progress-bar.js';
import { type RefusedRow, writeErrorWorkbook } from '../spreadsheet/error-workbook.js';

/** What every import is run with. */
export interface ImportRun {
  readonly file: string;
  readonly dryRun: boolean;
  /** Where refused rows are written; beside the file unless told. */
  readonly errorsFile?: string;
  readonly locale: Locale;
  readonly progress: Progress;
  readonly print: (text: string) => void;
  /** Aborted when the program is to stop: nothing more is taken then. */
  readonly stopping: AbortSignal;
}

/** The numbers of an import, for its summary. */
export interface ImportSummary {
  readonly rows: number;
  readonly added: number;
  readonly replies: number;
  readonly unchanged: number;
  readonly warnings: number;
  readonly refused: number;
  readonly seconds: number;
}

/**
 * Gathers rows into batches and hands each on; the source is read no faster than batches are taken, so memory is bounded
 * by one batch whatever the size of the file.
 */
export async function* batchesOf<Row>(rows: AsyncIterable<Row>, size: number): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** A row that was not imported, as the error workbook lists it. */
export function refusedRow(row: ReadRow<unknown>, reason: Bilingual): RefusedRow {
  return { rowNumber: row.rowNumber, reason: { zh: reason.zh, en: reason.en }, cells: row.cells };
}

/** Refused rows held for the workbook at most; it lists no more, and says how many there are beyond. */
const mostHeld = 20_000;

/** Collects refused rows without ever holding more than the workbook can show. */
export class Refusals {
  readonly rows: RefusedRow[] = [];
  count = 0;

  add(row: RefusedRow): void {
    this.count += 1;
    if (this.rows.length < mostHeld) this.rows.push(row);
  }

  /** Writes the workbook when anything was refused; returns its path. */
  async write(
    { file, errorsFile }: Pick<ImportRun, 'file' | 'errorsFile'>,
    headings: readonly string[],
  ): Promise<string | null> {
    if (this.count === 0) return null;
    const { dir, name } = parse(file);
    const path = errorsFile ?? join(dir, `${name}-未导入.xlsx`);
    await writeErrorWorkbook(path, this.rows, headings);
    return path;
  }
}

/** The summary of an import in the reader's language. */
export function summaryText(
  summary: ImportSummary,
  dryRun: boolean,
  errorsFile: string | null,
  locale: Locale,
): string {
  const { rows, added, replies, unchanged, warnings, refused, seconds } = summary;
  const speed = seconds > 0 ? Math.round(rows / seconds) : rows;
  const zh = [
    dryRun ? '试运行:没有写入任何数据。' : '导入完成。',
    `读取 ${rows} 行,用时 ${seconds.toFixed(1)} 秒(${speed} 行/秒)`,
    `${dryRun ? '将新增' : '新增'} ${added} 件,其中答复 ${replies} 件;已存在 ${unchanged} 件;提示 ${warnings} 处;未导入 ${refused} 行`,
    ...(errorsFile === null ? [] : [`未导入的行及原因见:${errorsFile}`]),
  ];
  const en = [
    dryRun ? 'Dry run: nothing was written.' : 'Import finished.',
    `${rows} rows read in ${seconds.toFixed(1)} s (${speed} rows/s)`,
    `${dryRun ? 'Would add' : 'Added'} ${added}, ${replies} of them with a reply; already there ${unchanged}; warnings ${warnings}; refused ${refused} rows`,
    ...(errorsFile === null ? [] : [`Refused rows and reasons: ${errorsFile}`]),
  ];
  return (locale === 'zh' ? zh : en).map((line) => `  ${line}`).join('\n');
}
