import { resolve } from 'node:path';
import { AppError, type Locale } from '@lianxin/errors';
import { archiveLog, type Holder } from '@lianxin/events';
import { eventSources } from '../../platform/schema-modules.js';
import { progressBar } from '../../progress-bar.js';
import { type EventsCommand, withMaintenance } from './maintenance.js';

/** What to archive, as the command line says it. */
export interface ArchiveCommandOptions {
  readonly before: string;
  readonly to: string;
}

/**
 * A position, or the beginning of a day in China.
 * @throws AppError INVALID_INPUT
 */
function limitOf(before: string): number | Date {
  if (/^\d{1,15}$/.test(before)) return Number(before);
  const day = new Date(`${before}T00:00:00+08:00`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(before) && !Number.isNaN(day.getTime())) return day;
  throw new AppError('INVALID_INPUT', { reason: '--before YYYY-MM-DD | POSITION' });
}

function whyNoFurther({ kind, name = '' }: Holder, locale: Locale): string {
  const reasons: Readonly<Record<Holder['kind'], Readonly<Record<Locale, string>>>> = {
    asked: { zh: '其后的分区未全部早于所给界限', en: 'the next partition is not wholly before the limit' },
    head: { zh: '其后的分区仍在写入', en: 'the next partition is still written to' },
    consumer: { zh: `消费者 ${name} 尚未处理其后的分区`, en: `${name} has not handled the next partition yet` },
    parked: { zh: `消费者 ${name} 在其后的分区有搁置的事件`, en: `${name} has parked events in the next partition` },
  };
  return reasons[kind][locale];
}

/** Writes old partitions of the log to files and takes them out of the database. */
export async function archiveEvents(
  { environment, locale, print }: EventsCommand,
  { before, to }: ArchiveCommandOptions,
): Promise<void> {
  const isChinese = locale === 'zh';
  const limit = limitOf(before);
  const folder = resolve(to);
  await withMaintenance(environment, async ({ admin }) => {
    const progress = progressBar(isChinese ? '归档' : 'Archiving', process.stderr);
    const { archives, heldBy, first } = await archiveLog(admin, {
      before: limit,
      folder,
      consumerSchemas: eventSources,
      onProgress: (done, all) => progress.at(done / all, `${done} / ${all}`),
    }).finally(() => progress.end());
    for (const { file, events, sha256 } of archives) print(`${file}  ${events}  sha256:${sha256}`);
    const why = whyNoFurther(heldBy, locale);
    print(
      isChinese
        ? `已归档 ${archives.length} 个分区到 ${folder};日志自位置 ${first} 起保留:${why}。`
        : `${archives.length} partitions archived to ${folder}; the log is kept from position ${first} on: ${why}.`,
    );
  });
}
