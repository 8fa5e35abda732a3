import { systemClock } from '@lianxin/calendar';
import { type Db, openDb } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { readPrincipal } from '@lianxin/gateway';
import { createRepresentativesSubgraph } from '@lianxin/representatives';
import { cursorKey } from '@lianxin/subgraph-kit';
import { writeArchiveWorkbook } from '../../spreadsheet/archive-workbook.js';
import { type EventsCommand, withMaintenance } from '../events/maintenance.js';
import { type ArchiveScope, readArchive } from './read-archive.js';

/** What to export; one of `representative` and `region`. */
export interface ArchiveExportOptions {
  /** User name of the account that it is read as. */
  readonly as: string;
  /** Code of a deputy. */
  readonly representative?: string;
  /** Code of a region: its deputies and those below. */
  readonly region?: string;
  /** Days, `YYYY-MM-DD`, Asia/Shanghai; `before` is not included. */
  readonly from?: string;
  readonly before?: string;
  readonly to: string;
}

const invalid = (reason: string): AppError => new AppError('INVALID_INPUT', { reason });

/** Plan: a probe of the unique index on the code; or the first of a range of the index on the regions. */
async function scopeOf(db: Db, { representative, region }: ArchiveExportOptions): Promise<ArchiveScope> {
  if ((representative === undefined) === (region === undefined)) throw invalid('--representative CODE | --region CODE');
  if (representative !== undefined) {
    const text = 'select id from representatives.representative where code = $1';
    const [found] = await db.queryText<{ id: string }>(text, [representative]);
    if (!found) throw invalid(`--representative ${representative}`);
    return { representativeId: found.id };
  }
  const regionCode = (region ?? '').padEnd(12, '0');
  const text = 'select id from representatives.representative where region_path @> array[$1::text] limit 1';
  if ((await db.queryText(text, [regionCode])).length === 0) throw invalid(`--region ${region ?? ''}`);
  return { regionCode };
}

/**
 * Writes the archive of a deputy, or of all deputies of a region, to a workbook (履职档案), read as an account: it holds what
 * that account sees in the lists, and no more.
 * @throws AppError INVALID_INPUT for an unknown account, deputy or region, or a day that is none
 */
export async function exportArchive(
  { environment, locale, print }: EventsCommand,
  options: ArchiveExportOptions,
): Promise<void> {
  const { from, before, to } = options;
  for (const [name, day] of Object.entries({ from, before })) {
    if (day !== undefined && !cursorKey.day(day)) throw invalid(`--${name} YYYY-MM-DD`);
  }
  await withMaintenance(environment, async ({ urlFor }) => {
    await using identity = await openDb({ url: urlFor('identity'), schema: 'identity', poolSize: 1 });
    const principal = await readPrincipal(identity, options.as);
    if (!principal) throw invalid(`--as ${options.as}`);
    await using opened = new AsyncDisposableStack();
    const databaseUrl = urlFor('representatives');
    // Never started: it answers, and neither consumes nor looks after deadlines.
    const subgraph = await createRepresentativesSubgraph({ databaseUrl, clock: systemClock, poolSize: 2 });
    opened.defer(() => subgraph.stop());
    const scope = await scopeOf(subgraph.db, options);
    const filter = { ...(from !== undefined && { from }), ...(before !== undefined && { before }) };
    const lines = readArchive(subgraph, { principal, locale }, scope, filter);
    const facts = {
      scope: options.representative ?? options.region ?? '',
      from: from ?? null,
      before: before ?? null,
      reader: `${options.as} (${principal.roles.join(', ')})`,
      at: systemClock.now(),
    };
    const { deputies, records, left } = await writeArchiveWorkbook(to, lines, facts);
    print(
      locale === 'zh'
        ? `已写出 ${to}:代表 ${deputies} 人,记录 ${records} 条${left > 0 ? `,另有 ${left} 条未列出` : ''}。`
        : `${to}: ${deputies} deputies, ${records} records${left > 0 ? `, ${left} more not listed` : ''}.`,
    );
  });
}
