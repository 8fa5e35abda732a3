import { type ConsumerDefinition, type Rebuilt, rebuildReplica } from '@lianxin/events';
import { dutyIndexConsumer, dutyWarningsConsumer } from '@lianxin/gateway';
import { progressBar } from '../../progress-bar.js';
import { type EventsCommand, withMaintenance } from '../events/maintenance.js';
import { rebuildConsumer } from '../events/rebuild-consumer.js';

/** What of the log can be made anew by `lianxin index rebuild`. */
interface Replica {
  readonly consumer: ConsumerDefinition;
  readonly name: { readonly zh: string; readonly en: string };
  /** How to make it anew. */
  readonly command: string;
}

const replicas = {
  index: (): Replica => ({
    consumer: dutyIndexConsumer(),
    name: { zh: '履职指数', en: 'The index' },
    command: 'lianxin index rebuild',
  }),
  warnings: (): Replica => ({
    consumer: dutyWarningsConsumer(),
    name: { zh: '三色预警', en: 'The table of warnings' },
    command: 'lianxin index rebuild --warnings',
  }),
} as const;

/** How to rebuild: the index, or the warnings beside it. */
export interface RebuildChoice {
  readonly of: keyof typeof replicas;
  /** Compares only. */
  readonly verifyOnly: boolean;
}

/**
 * Makes the duty index or the warnings anew from position 0, or compares them with what the log gives; returns how much
 * is not as it should be: events that failed, or tables that differ.
 */
export async function rebuildIndex(command: EventsCommand, { of, verifyOnly }: RebuildChoice): Promise<number> {
  const replica = replicas[of]();
  const { consumer } = replica;
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
    return report(outcome, replica, locale === 'zh', print);
  });
}

function report(
  { differences, failed, handled, position }: Rebuilt,
  { consumer: { schema }, name, command }: Replica,
  isChinese: boolean,
  print: EventsCommand['print'],
) {
  for (const { table, surplus, missing } of differences) {
    print(
      isChinese
        ? `${schema}.${table}:多 ${surplus} 行,缺 ${missing} 行`
        : `${schema}.${table}: ${surplus} rows too many, ${missing} missing`,
    );
  }
  for (const { event, reason } of failed) print(`${event.position}  ${event.type}  ${reason.split('\n', 1)[0] ?? ''}`);
  const faults = differences.length + failed.length;
  if (faults > 0) {
    print(isChinese ? `与日志不符;运行 ${command} 重建。` : `This is not what the log gives; run \`${command}\`.`);
    return faults;
  }
  print(
    isChinese
      ? `${name.zh}与日志逐行一致:${handled} 个事件,至位置 ${position}。`
      : `${name.en} is what the log gives, row by row: ${handled} events, up to position ${position}.`,
  );
  return 0;
}
