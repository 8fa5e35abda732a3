import { type Rebuilt, rebuildReplica } from '@lianxin/events';
import { dutyIndexConsumer } from '@lianxin/gateway';
import { progressBar } from '../../progress-bar.js';
import { type EventsCommand, withMaintenance } from '../events/maintenance.js';
import { rebuildConsumer } from '../events/rebuild-consumer.js';

/**
 * Makes the duty index anew from position 0, or compares it with what the log gives; returns how much is not as it should
 * be: events that failed, or tables that differ.
 */
export async function rebuildIndex(command: EventsCommand, verifyOnly: boolean): Promise<number> {
  const consumer = dutyIndexConsumer();
  if (!verifyOnly) return rebuildConsumer(command, consumer.name);
  const { environment, locale, print } = command;
  return withMaintenance(environment, async ({ urlFor }) => {
    const progress = progressBar(locale === 'zh' ? '比对' : 'Comparing', process.stderr);
    const outcome = await rebuildReplica({
      url: urlFor(consumer.schema),
      consumer,
      verifyOnly,
      onProgress: (reached, end) => progress.at(end === 0 ? 1 : reached / end, `${reached} / ${end}`),
    }).finally(() => progress.end());
    return report(outcome, locale === 'zh', print);
  });
}

function report(
  { differences, failed, handled, position }: Rebuilt,
  isChinese: boolean,
  print: EventsCommand['print'],
) {
  for (const { table, surplus, missing } of differences) {
    print(
      isChinese
        ? `duty_index.${table}:多 ${surplus} 行,缺 ${missing} 行`
        : `duty_index.${table}: ${surplus} rows too many, ${missing} missing`,
    );
  }
  for (const { event, reason } of failed) print(`${event.position}  ${event.type}  ${reason.split('\n', 1)[0] ?? ''}`);
  const faults = differences.length + failed.length;
  if (faults > 0) {
    print(
      isChinese
        ? '与日志不符;运行 lianxin index rebuild 重建。'
        : 'This is not what the log gives; run `lianxin index rebuild`.',
    );
    return faults;
  }
  print(
    isChinese
      ? `履职指数与日志逐行一致:${handled} 个事件,至位置 ${position}。`
      : `The index is what the log gives, row by row: ${handled} events, up to position ${position}.`,
  );
  return 0;
}
