import type { Locale } from '@lianxin/errors';
import type { Command } from 'commander';
import type { ArchiveExportOptions } from './commands/duty-archive/export-archive.js';
import type { Environment } from './env.js';

type Run = (work: (environment: Environment, locale: Locale) => Promise<number | void>) => () => Promise<void>;

/** Adds `lianxin duty-archive …`. Each command loads what it needs when it runs. */
export function addDutyArchiveCommands(program: Command, run: Run, print: (text: string) => void): void {
  program
    .command('duty-archive')
    .description('履职档案 / the duty archive')
    .command('export')
    .description('导出履职档案(该账号可见的部分,含佐证编号)/ write archives as an account sees them, with evidence ids')
    .requiredOption('--as <username>', '以此账号的权限读取 / read as this account')
    .option('--representative <code>', '代表编号 / one deputy')
    .option('--region <code>', '区划代码,含下级 / all deputies of a region and below')
    .option('--from <day>', '起始日 / first day, YYYY-MM-DD')
    .option('--before <day>', '截止日(不含)/ the day after the last, YYYY-MM-DD')
    .requiredOption('--to <file>', 'xlsx 文件 / the workbook')
    .action((options: ArchiveExportOptions) =>
      run(async (environment, locale) => {
        const { exportArchive } = await import('./commands/duty-archive/export-archive.js');
        await exportArchive({ environment, locale, print }, options);
      })(),
    );
}
