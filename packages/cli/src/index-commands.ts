import type { Locale } from '@lianxin/errors';
import type { Command } from 'commander';
import type { Environment } from './env.js';

type Run = (work: (environment: Environment, locale: Locale) => Promise<number | void>) => () => Promise<void>;

/** Found to differ, or left undone: told by this exit code; 1 means that the command itself failed. */
const leftUndone = 2;

/** Adds `lianxin index …`. Each command loads what it needs when it runs. */
export function addIndexCommands(program: Command, run: Run, print: (text: string) => void): void {
  const index = program.command('index').description('履职指数 / the duty index');
  index
    .command('rebuild')
    .description('由事件日志重建履职指数,期间照常服务 / make the index anew from the log while it serves')
    .option('--warnings', '重建三色预警 / the three-colour warnings instead')
    .option('--verify', '只比对,不更改 / compare only: every row of every table, nothing is changed')
    .action(({ verify = false, warnings = false }: { verify?: boolean; warnings?: boolean }) =>
      run(async (environment, locale) => {
        const { rebuildIndex } = await import('./commands/index/rebuild-index.js');
        const choice = { of: warnings ? 'warnings' : 'index', verifyOnly: verify } as const;
        const left = await rebuildIndex({ environment, locale, print }, choice);
        return left > 0 ? leftUndone : 0;
      })(),
    );
  index
    .command('export')
    .description('导出履职指数台账(含佐证事件编号)/ write the ledger of an index, with the ids of its events')
    .requiredOption('--cohort <id>', '评价范围 / the cohort')
    .option('--region <code>', '只含该区划的代表 / only its members of this region')
    .requiredOption('--period <period>', '2026-03 | 2026-Q1 | 2026')
    .requiredOption('--to <file>', 'xlsx 文件 / the workbook')
    .action((options: { cohort: string; region?: string; period: string; to: string }) =>
      run(async (environment, locale) => {
        const { exportIndex } = await import('./commands/index/export-index.js');
        await exportIndex({ environment, locale, print }, options);
      })(),
    );
  index
    .command('export-evaluation')
    .description('导出维度考评结果 / write the results of an evaluation, cell by cell')
    .requiredOption('--scheme <id>', '方案 / the dimension table')
    .requiredOption('--group <code>', '考评组 / the group')
    .requiredOption('--region <code>', '12 位区划代码 / 12 digits')
    .requiredOption('--period <period>', '2026-03 | 2026-Q1 | 2026')
    .requiredOption('--to <file>', 'xlsx 文件 / the workbook')
    .action((options: { scheme: string; group: string; region: string; period: string; to: string }) =>
      run(async (environment, locale) => {
        const { exportEvaluation } = await import('./commands/index/export-evaluation.js');
        await exportEvaluation({ environment, locale, print }, options);
      })(),
    );
  index
    .command('export-points')
    .description('导出工分台账(含明细与事件编号)/ write the points of a region’s deputies, with every entry')
    .requiredOption('--scheme <id>', '方案 / the points scheme')
    .requiredOption('--region <code>', '12 位区划代码 / 12 digits')
    .requiredOption('--period <period>', '2026-03 | 2026-Q1 | 2026')
    .requiredOption('--to <file>', 'xlsx 文件 / the workbook')
    .action((options: { scheme: string; region: string; period: string; to: string }) =>
      run(async (environment, locale) => {
        const { exportPoints } = await import('./commands/index/export-points.js');
        await exportPoints({ environment, locale, print }, options);
      })(),
    );
}
