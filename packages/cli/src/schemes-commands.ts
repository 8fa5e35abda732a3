import { AppError, type Locale } from '@lianxin/errors';
import type { SchemeKind } from '@lianxin/gateway';
import type { Command } from 'commander';
import type { Environment } from './env.js';

type Run = (work: (environment: Environment, locale: Locale) => Promise<number | void>) => () => Promise<void>;

/** Refused: told by this exit code; 1 means that the command itself failed. */
const refused = 2;

const kinds = ['points', 'evaluation', 'warnings'] as const satisfies readonly SchemeKind[];

/** @throws AppError BAD_CONFIGURATION for a kind that there is not */
function kindNamed(kind: string): SchemeKind {
  const found = kinds.find((each) => each === kind);
  if (!found) throw new AppError('BAD_CONFIGURATION', { reason: `schemes ${kinds.join(' | ')}` });
  return found;
}

/** Adds `lianxin schemes …`. Each command loads what it needs when it runs. */
export function addSchemesCommands(program: Command, run: Run, print: (text: string) => void): void {
  const schemes = program
    .command('schemes')
    .description('方案:工分规则、维度指标表、预警规则 / rules of points, dimension tables and warnings');
  schemes
    .command('check')
    .description('检查方案文件,不需要数据库 / check files, without a database')
    .argument('<kind>', kinds.join(' | '))
    .argument('<files...>', 'JSON')
    .action((kind: string, files: string[]) =>
      run(async (_, locale) => {
        const { checkSchemes } = await import('./commands/schemes/check-schemes.js');
        return (await checkSchemes(kindNamed(kind), files, { locale, print })) > 0 ? refused : 0;
      })(),
    );
  schemes
    .command('load')
    .description(
      '将方案文件保存为下一版本;内容相同则不变 / save a file as the next version; the same again changes nothing',
    )
    .argument('<kind>', kinds.join(' | '))
    .argument('<file>', 'JSON')
    .option('--dry-run', '试运行,不写入 / write nothing')
    .action((kind: string, file: string, { dryRun = false }: { dryRun?: boolean }) =>
      run(async (environment, locale) => {
        const { loadScheme } = await import('./commands/schemes/load-scheme.js');
        const left = await loadScheme({ environment, locale, print }, { kind: kindNamed(kind), file, dryRun });
        return left > 0 ? refused : 0;
      })(),
    );
}
