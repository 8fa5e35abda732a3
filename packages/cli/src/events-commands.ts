import type { Locale } from '@lianxin/errors';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ArchiveCommandOptions } from './commands/events/archive-events.js';
import type { EventsCommand } from './commands/events/maintenance.js';
import type { ListOptions } from './commands/events/list-events.js';
import type { ReplayOptions } from './commands/events/replay-events.js';
import type { RestoreCommandOptions } from './commands/events/restore-events.js';
import type { Environment } from './env.js';

type Run = (work: (environment: Environment, locale: Locale) => Promise<number | void>) => () => Promise<void>;

/** What is left undone is told by this exit code; 1 means that the command itself failed. */
const leftUndone = 2;

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('0, 1, 2, …');
  return number;
}

/** Adds `lianxin events …`. Each command loads what it needs when it runs. */
export function addEventsCommands(program: Command, run: Run, print: (text: string) => void): void {
  const events = program.command('events').description('事件日志与消费者的维护 / the event log and its consumers');
  const command = (work: (given: EventsCommand) => Promise<number | void>): Promise<void> =>
    run(async (environment, locale) => {
      const left = await work({ environment, locale, print });
      return left ? leftUndone : 0;
    })();

  events
    .command('list')
    .description('列出事件 / show events')
    .option('--parked', '只列被搁置的事件 / those that consumers have set aside')
    .option('--consumer <name>', '消费者 / of this consumer')
    .option('--type <type>', '事件类型 / of this type, e.g. station.registered')
    .addOption(new Option('--after <position>', '此位置之后 / behind this position').argParser(wholeNumber).default(0))
    .addOption(new Option('--limit <n>', '最多条数 / at most').argParser(wholeNumber).default(100))
    .option('--json', '每行一个 JSON 对象 / one JSON object a line')
    .action((options: ListOptions) =>
      command(async (given) => {
        const { listEvents } = await import('./commands/events/list-events.js');
        await listEvents(given, options);
      }),
    );
  events
    .command('replay')
    .description('把搁置的事件再交给消费者 / give parked events to their consumer again')
    .requiredOption('--consumer <name>', '消费者 / the consumer')
    .option('--event <id>', '一个事件 / one event')
    .option('--all', '全部,按日志顺序 / all, in the order of the log')
    .action((options: ReplayOptions) =>
      command(async (given) => {
        const { replayEvents } = await import('./commands/events/replay-events.js');
        return replayEvents(given, options);
      }),
    );
  events
    .command('rebuild')
    .description('由日志重建副本,期间旧副本照常服务 / make a replica anew while the old one serves')
    .requiredOption('--consumer <name>', '消费者 / the consumer')
    .action(({ consumer }: { consumer: string }) =>
      command(async (given) => {
        const { rebuildConsumer } = await import('./commands/events/rebuild-consumer.js');
        return rebuildConsumer(given, consumer);
      }),
    );
  events
    .command('archive')
    .description('把旧分区写入压缩文件并移出数据库 / write old partitions to files and take them out')
    .requiredOption('--before <limit>', '此日期(北京时间)或位置之前 / before this day (in China) or position')
    .requiredOption('--to <folder>', '归档文件夹 / the folder of the files')
    .action((options: ArchiveCommandOptions) =>
      command(async (given) => {
        const { archiveEvents } = await import('./commands/events/archive-events.js');
        await archiveEvents(given, options);
      }),
    );
  events
    .command('restore-archive')
    .description('把归档的分区恢复到日志 / bring archived partitions back')
    .requiredOption('--from <folder>', '归档文件夹 / the folder of the files')
    .addOption(new Option('--position <n>', '至少恢复到此位置 / back to this one').argParser(wholeNumber).default(1))
    .action((options: RestoreCommandOptions) =>
      command(async (given) => {
        const { restoreEvents } = await import('./commands/events/restore-events.js');
        await restoreEvents(given, options);
      }),
    );
}
