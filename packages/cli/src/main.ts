import { AppError, type Locale, localeFrom, messageOf } from '@lianxin/errors';
import { Command, Option } from 'commander';
import type { AccountOptions } from './commands/accounts.js';
import type { ImportKind } from './commands/import.js';
import { stopAsked, StopRequested, stopSignal } from './commands/stop-signal.js';
import { addDutyArchiveCommands } from './duty-archive-commands.js';
import type { Environment } from './env.js';
import { addEventsCommands } from './events-commands.js';
import { addIndexCommands } from './index-commands.js';
import { jsonLog } from './json-log.js';
import { noteRejections } from './note-rejections.js';
import { type Part, parts } from './parts.js';
import { addSchemesCommands } from './schemes-commands.js';
import { SpreadsheetError } from './spreadsheet/spreadsheet-error.js';

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Chinese unless the terminal says English. */
function localeOf(lang: string | undefined): Locale {
  return localeFrom(lang?.startsWith('C') || lang?.startsWith('POSIX') ? undefined : lang?.replace(/[_.].*/, ''));
}

/** One clear line for what we know, in both languages where the reader's is not certain; the whole story for a defect. */
function explain(error: unknown): string {
  if (error instanceof AppError || error instanceof SpreadsheetError)
    return `${error.messageIn('zh')}\n${error.messageIn('en')}`;
  return `${messageOf('INTERNAL', 'en')}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

const interrupted = 130;
const abandon = (): never => process.exit(interrupted);

/** Runs a command; whatever it throws becomes a clear line and exit code 1. This is the one place that ends the program. */
function run(
  work: (environment: Environment, locale: Locale, stopping: AbortSignal) => Promise<number | void>,
): () => Promise<void> {
  return async () => {
    // Left to itself, a signal would end us without a word to the database that we may have started.
    const stopping = stopSignal(abandon);
    try {
      const { readEnvironment } = await import('./env.js');
      const environment = readEnvironment();
      const code = await work(environment, localeOf(environment.lang), stopping);
      process.exit(code ?? 0);
    } catch (error) {
      if (error instanceof StopRequested) process.exit(0);
      complain(explain(error));
      process.exit(1);
    }
  };
}

// Each command loads what it needs when it runs: help and mistakes answer at once.

const program = new Command('lianxin')
  .description('连心: 人大代表家站点、群众意见建议与民生实事的 GraphQL 联邦平台 / the Lianxin platform')
  .version('0.1.0')
  .showHelpAfterError();

program
  .command('start')
  .description('在一个进程中启动全部服务 / run everything in one process')
  .option('--no-demo', '不生成演示数据 / without demo data')
  .action((options: { demo: boolean }) =>
    run(async (environment, locale, stopping) => {
      stopping.addEventListener('abort', () => print(locale === 'zh' ? '\n  正在停止…' : '\n  Stopping…'));
      const { start } = await import('./commands/start.js');
      const onDatabaseLost = (): void => {
        complain(messageOf('UNAVAILABLE', locale));
        process.exit(1);
      };
      const started = await start({ environment, demo: options.demo, locale, print, stopping, onDatabaseLost });
      await stopAsked(stopping);
      await started[Symbol.asyncDispose]();
    })(),
  );

program
  .command('serve')
  .description('以独立进程运行一个部分(需外部 PostgreSQL)/ run one part as its own process')
  .addArgument(program.createArgument('<part>', parts.join(' | ')).choices(parts))
  .action((part: Part) =>
    run(async (environment, _, stopping) => {
      const { serve } = await import('./commands/serve.js');
      const log = jsonLog((line) => process.stdout.write(line));
      noteRejections(log);
      const served = await serve(part, environment, log);
      await stopAsked(stopping);
      await served[Symbol.asyncDispose]();
    })(),
  );

program
  .command('migrate')
  .description('升级数据库结构 / bring the database to this version')
  .action(
    run(async (environment, locale) => {
      const { migrateInstallation } = await import('./commands/migrate.js');
      const applied = await migrateInstallation(environment);
      const none = locale === 'zh' ? '数据库结构已是最新。' : 'The database is up to date.';
      print(applied.length > 0 ? applied.join('\n') : none);
    }),
  );

program
  .command('import')
  .description('导入 xlsx 或 csv / import a spreadsheet')
  .argument('<kind>', 'suggestions | categories')
  .argument('<file>', 'xlsx / csv')
  .option('--station <code>', '归入的站点编码,默认网上联络站 / code of the station')
  .option('--source <name>', '来源系统,编号在其内唯一 / system whose numbers the file holds')
  .option('--dry-run', '试运行,不写入 / write nothing')
  .addOption(new Option('--errors <file>', '未导入行的报告 / workbook of refused rows'))
  .action(
    (kind: string, file: string, options: { station?: string; source?: string; dryRun?: boolean; errors?: string }) =>
      run(async (environment, locale, stopping) => {
        if (kind !== 'suggestions' && kind !== 'categories') {
          throw new AppError('BAD_CONFIGURATION', { reason: 'import suggestions | categories FILE' });
        }
        const { runImport } = await import('./commands/import.js');
        const imported: ImportKind = kind;
        const refused = await runImport({
          environment,
          kind: imported,
          file,
          ...options,
          dryRun: options.dryRun ?? false,
          locale,
          print,
          stopping,
        }).catch((error: unknown) => {
          if (!(error instanceof StopRequested)) throw error;
          complain(
            locale === 'zh'
              ? '已停止。已导入的部分完整保留,再次运行即从此处继续。'
              : 'Stopped. What has been imported is whole and stays; run it again to go on from here.',
          );
          return null;
        });
        if (refused === null) return interrupted;
        return refused > 0 ? 2 : 0;
      })(),
  );

const accounts = program.command('accounts').description('账号 / accounts');
accounts
  .command('add')
  .description('开户,输出密码 / open an account and print its password')
  .argument('<username>')
  .requiredOption('--name <name>', '显示名 / display name')
  .requiredOption('--role <role>', 'OFFICE_CLERK | LIAISON_OFFICER | UNIT_CLERK | REPRESENTATIVE | …')
  .option('--station <code>', '站点编码 / code of the station')
  .option('--unit <code>', '承办单位编码 / code of the handling unit')
  .option('--representative <code>', '代表编号 / code of the deputy')
  .option('--region <code>', '区划代码 / region code')
  .option('--password <password>')
  .action((username: string, options: AccountOptions) =>
    run(async (environment) => {
      const { addAccount } = await import('./commands/accounts.js');
      print(await addAccount(environment, username, options));
    })(),
  );
accounts
  .command('password')
  .description('重置密码并输出 / give a new password and print it')
  .argument('<username>')
  .option('--password <password>')
  .action((username: string, options: { password?: string }) =>
    run(async (environment) => {
      const { resetPassword } = await import('./commands/accounts.js');
      print(await resetPassword(environment, username, options.password));
    })(),
  );

addEventsCommands(program, run, print);
addIndexCommands(program, run, print);
addDutyArchiveCommands(program, run, print);
addSchemesCommands(program, run, print);

const schema = program.command('schema').description('子图 SDL / the SDL of the subgraphs');
schema
  .command('write')
  .description('写出 SDL / write it to the repository')
  .action(
    run(async () => {
      const { writeSchemas } = await import('./commands/schema.js');
      print(writeSchemas('.').join('\n'));
    }),
  );
schema
  .command('check')
  .description('检查 SDL 是否与代码一致、能否组合 / check drift and composition')
  .action(
    run(async () => {
      const { schemaFaults } = await import('./commands/schema.js');
      const faults = schemaFaults('.');
      faults.forEach(complain);
      return faults.length > 0 ? 1 : 0;
    }),
  );

const documents = program.command('documents').description('客户端操作清单 / the manifest of our clients’ operations');
documents
  .command('write')
  .description('由 .graphql 文件写出清单 / write it from .graphql files')
  .argument('[folders...]', '操作所在文件夹 / folders with operations')
  .option('--to <file>', '清单文件 / the manifest')
  .action((folders: string[], { to }: { to?: string }) =>
    run(async () => {
      const { writeDocuments } = await import('./commands/documents.js');
      print(writeDocuments('.', { ...(folders.length > 0 && { folders }), ...(to && { manifest: to }) }));
    })(),
  );
documents
  .command('check')
  .description('检查清单是否与文件一致 / check that it is true')
  .action(
    run(async () => {
      const { documentFaults } = await import('./commands/documents.js');
      const faults = documentFaults('.');
      faults.forEach(complain);
      return faults.length > 0 ? 1 : 0;
    }),
  );

await program.parseAsync();
