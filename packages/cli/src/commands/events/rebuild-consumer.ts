import { AppError } from '@lianxin/errors';
import { rebuildReplica } from '@lianxin/events';
import { consumerNamed } from '../../platform/consumers.js';
import { progressBar } from '../../progress-bar.js';
import { type EventsCommand, withMaintenance } from './maintenance.js';

/**
 * Makes a consumer's replica anew from position 0 while the old one serves; returns how many events kept it from being
 * put in place.
 * @throws AppError INVALID_INPUT for an unknown consumer, or one whose effects are more than a replica
 */
export async function rebuildConsumer({ environment, locale, print }: EventsCommand, name: string): Promise<number> {
  const isChinese = locale === 'zh';
  const consumer = consumerNamed(name);
  if (consumer.replica === undefined) throw new AppError('INVALID_INPUT', { reason: `--consumer ${name}` });
  return withMaintenance(environment, async ({ urlFor }) => {
    const progress = progressBar(isChinese ? '重建' : 'Rebuilding', process.stderr);
    const { swapped, handled, position, failed } = await rebuildReplica({
      url: urlFor(consumer.schema),
      consumer,
      onProgress: (reached, end) => progress.at(end === 0 ? 1 : reached / end, `${reached} / ${end}`),
    }).finally(() => progress.end());
    for (const { event, reason } of failed) {
      print(
        `${String(event.position).padStart(9)}  ${event.type} v${event.version}  ${reason.split('\n', 1)[0] ?? ''}`,
      );
    }
    if (!swapped) {
      print(
        isChinese
          ? '以上事件此前已处理,这次却失败;未做任何更改。'
          : 'These events were handled before and fail now; nothing was changed.',
      );
      return failed.length;
    }
    print(
      isChinese
        ? `${name} 已重建:处理 ${handled} 个事件,至位置 ${position};仍搁置 ${failed.length} 个。`
        : `${name} is rebuilt: ${handled} events handled, up to position ${position}; ${failed.length} stay parked.`,
    );
    return 0;
  });
}
