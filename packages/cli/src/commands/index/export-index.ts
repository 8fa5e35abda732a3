import { openDb } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { type IndexPeriod, PeriodKind, periodStarting, readIndexLedger } from '@lianxin/gateway';
import { writeLedgerWorkbook } from '../../spreadsheet/ledger-workbook.js';
import { type EventsCommand, withMaintenance } from '../events/maintenance.js';

/** What to export. */
export interface ExportOptions {
  readonly cohort: string;
  /** Only the members of this region: for its office. Everybody unless told. */
  readonly region?: string;
  readonly period: string;
  readonly to: string;
}

/**
 * The period that is written `2026-03`, `2026-Q1` or `2026`.
 * @throws AppError INVALID_INPUT
 */
export function periodWritten(text: string): IndexPeriod {
  const [, year = '', quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d\d))?$/i.exec(text) ?? [];
  const kind = quarter ? PeriodKind.QUARTER : month ? PeriodKind.MONTH : PeriodKind.YEAR;
  const first = quarter ? String(Number(quarter) * 3 - 2).padStart(2, '0') : (month ?? '01');
  const isMonth = Number(first) >= 1 && Number(first) <= 12;
  const period = year && isMonth ? periodStarting(kind, `${year}-${first}-01`) : null;
  if (!period) throw new AppError('INVALID_INPUT', { reason: '--period 2026-03 | 2026-Q1 | 2026' });
  return period;
}

/**
 * Writes the index of a cohort with every event behind it to a workbook (履职指数台账).
 * @throws AppError INVALID_INPUT when there is no such period or nobody in the cohort
 */
export async function exportIndex(
  { environment, locale, print }: EventsCommand,
  { cohort, region, period: text, to }: ExportOptions,
): Promise<void> {
  const period = periodWritten(text);
  await withMaintenance(environment, async ({ urlFor }) => {
    await using db = await openDb({
      url: urlFor('duty_index'),
      schema: 'duty_index',
      poolSize: 2,
      statementTimeoutMs: 120_000,
    });
    const ledger = await readIndexLedger(db, cohort, period, region?.padEnd(12, '0') ?? null);
    if (!ledger) throw new AppError('INVALID_INPUT', { reason: `--cohort ${cohort}` });
    const { members, events, left } = await writeLedgerWorkbook(to, ledger, period);
    print(
      locale === 'zh'
        ? `已写出 ${to}:代表 ${members} 人,事件 ${events} 条${left > 0 ? `,另有 ${left} 条未列出` : ''}。`
        : `${to}: ${members} deputies, ${events} events${left > 0 ? `, ${left} more not listed` : ''}.`,
    );
  });
}
