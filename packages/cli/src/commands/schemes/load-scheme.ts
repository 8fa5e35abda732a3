import { systemClock } from '@lianxin/calendar';
import { openDb } from '@lianxin/database';
import { type Locale, refusalMessage } from '@lianxin/errors';
import { type LoadedScheme, loadSchemeDocument, type SchemeKind, schemeFaults } from '@lianxin/gateway';
import { type EventsCommand, withMaintenance } from '../events/maintenance.js';
import { readScheme } from './check-schemes.js';

/** What to load, and whether it is only to be tried. */
export interface LoadOptions {
  readonly kind: SchemeKind;
  readonly file: string;
  readonly dryRun: boolean;
}

/**
 * Saves the document of a file as the next version of its scheme, beside a running platform or without one; loaded again,
 * it changes nothing. Returns 1 when it was refused.
 */
export async function loadScheme(
  { environment, locale, print }: EventsCommand,
  { kind, file, dryRun }: LoadOptions,
): Promise<number> {
  // Looked at before anything is started for it: a slip in a file must not make an installation.
  const document = await readScheme(file);
  const faults = schemeFaults(kind, document, locale);
  for (const fault of faults) print(`${file}  ${fault}`);
  if (faults.length > 0) return 1;
  return withMaintenance(environment, async ({ urlFor }) => {
    // Points for what was done before are given in one statement after another of one transaction.
    const longest = { statementTimeoutMs: 600_000, lockTimeoutMs: 60_000 };
    await using db = await openDb({ url: urlFor('duty_schemes'), schema: 'duty_schemes', poolSize: 2, ...longest });
    const loaded = await loadSchemeDocument({ db, clock: systemClock }, kind, document, dryRun);
    for (const line of linesOf(loaded, dryRun, locale)) print(`  ${line}`);
    return loaded.outcome === 'REFUSED' ? 1 : 0;
  });
}

function linesOf(loaded: LoadedScheme, dryRun: boolean, locale: Locale): string[] {
  const isChinese = locale === 'zh';
  const { outcome } = loaded;
  if (outcome === 'REFUSED') return [refusalMessage(loaded.reason, locale)];
  const tried = dryRun ? [isChinese ? '试运行:没有写入任何数据。' : 'Dry run: nothing was written.'] : [];
  if (outcome === 'UNCHANGED') {
    const same = isChinese ? '与现行版本' : 'The same as version';
    return [...tried, isChinese ? `${same} ${loaded.version} 相同。` : `${same} ${loaded.version}.`];
  }
  const { version, effectiveFrom, hash, entries } = loaded;
  const saved = isChinese
    ? `${dryRun ? '将保存' : '已保存'}为版本 ${version},自 ${effectiveFrom} 起生效,SHA-256 ${hash}`
    : `${dryRun ? 'Would be saved' : 'Saved'} as version ${version}, in force from ${effectiveFrom}, SHA-256 ${hash}`;
  const given = isChinese ? `补记工分 ${entries} 条` : `Entries for what was done before: ${entries}`;
  return [...tried, saved, ...(entries > 0 ? [given] : [])];
}
