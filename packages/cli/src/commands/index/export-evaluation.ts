import { openDb } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { groupResults } from '@lianxin/gateway';
import { writeEvaluationWorkbook } from '../../spreadsheet/evaluation-workbook.js';
import { type EventsCommand, withMaintenance } from '../events/maintenance.js';
import { periodWritten } from './export-index.js';

/** What to export. */
export interface EvaluationExportOptions {
  readonly scheme: string;
  readonly group: string;
  readonly region: string;
  readonly period: string;
  readonly to: string;
}

/**
 * Writes the results of a group with what each cell is made of to a workbook (考评结果表). No judge is named.
 * @throws AppError INVALID_INPUT when there is no such period, or no table in force when it begins
 */
export async function exportEvaluation(
  { environment, locale, print }: EventsCommand,
  { scheme, group: groupCode, region, period: text, to }: EvaluationExportOptions,
): Promise<void> {
  const period = periodWritten(text);
  await withMaintenance(environment, async ({ urlFor }) => {
    await using db = await openDb({ url: urlFor('duty_schemes'), schema: 'duty_schemes', poolSize: 2 });
    const table = await groupResults(db, scheme, period, { groupCode, region });
    if (!table) throw new AppError('INVALID_INPUT', { reason: `--scheme ${scheme}` });
    await writeEvaluationWorkbook(to, table, period);
    const count = table.results.length;
    print(locale === 'zh' ? `已写出 ${to}:${count} 人。` : `${to}: ${count} people.`);
  });
}
