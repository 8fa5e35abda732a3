import { resolve } from 'node:path';
import { eventsModule, restoreArchive } from '@lianxin/events';
import { progressBar } from '../../progress-bar.js';
import { type EventsCommand, withMaintenance } from './maintenance.js';

/** What to bring back, as the command line says it. */
export interface RestoreCommandOptions {
  /** Where the files lie. */
  readonly from: string;
  /** The first position wanted. */
  readonly position: number;
}

/**
 * Brings archived partitions back into the log, the newest first; also before the database is migrated to this version,
 * which may have to wait for them.
 * @throws AppError ARCHIVE_DAMAGED
 */
export async function restoreEvents(
  { environment, locale, print }: EventsCommand,
  { from, position }: RestoreCommandOptions,
): Promise<void> {
  await withMaintenance(
    environment,
    async ({ admin }) => {
      const progress = progressBar(locale === 'zh' ? '恢复' : 'Restoring', process.stderr);
      const first = await restoreArchive(admin, {
        folder: resolve(from),
        from: position,
        onProgress: (reached, last) => progress.at(reached / last, `${reached} / ${last}`),
      }).finally(() => progress.end());
      print(locale === 'zh' ? `日志现自位置 ${first} 起保留。` : `The log is kept from position ${first} on.`);
    },
    [eventsModule],
  );
}
