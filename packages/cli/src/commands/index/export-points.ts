import { openDb } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { readPointsLedger } from '@lianxin/gateway';
import { writePointsWorkbook } from '../../spreadsheet/points-workbook.js';
import { type EventsCommand, withMaintenance } from '../events/maintenance.js';
import { periodWritten } from './export-index.js';

/** What to export. */
export interface PointsExportOptions {
  readonly scheme: string;
  readonly region: string;
  readonly period: string;
  readonly to: string;
}

/**
 * Writes the points of a region's deputies with every entry behind them to a workbook (工分台账).
 * @throws AppError INVALID_INPUT when there is no such period, or no version of the scheme in force when it ends
 */
export async function exportPoints(
  { environment, locale, print }: EventsCommand,
  { scheme, region, period: text, to }: PointsExportOptions,
): Promise<void> {
  const period = periodWritten(text);
  await withMaintenance(environment, async ({ urlFor }) => {
    const url = urlFor('duty_schemes');
    await using db = await openDb({ url, schema: 'duty_schemes', poolSize: 2, statementTimeoutMs: 120_000 });
    const ledger = await readPointsLedger(db, scheme, region, period);
    if (!ledger) throw new AppError('INVALID_INPUT', { reason: `--scheme ${scheme}` });
    const { members, entries, left } = await writePointsWorkbook(to, ledger, period);
    print(
      locale === 'zh'
        ? `已写出 ${to}:代表 ${members} 人,工分 ${entries} 条${left > 0 ? `,另有 ${left} 条未列出` : ''}。`
        : `${to}: ${members} deputies, ${entries} entries${left > 0 ? `, ${left} more not listed` : ''}.`,
    );
  });
}
