import { systemClock } from '@lianxin/calendar';
import type { Locale } from '@lianxin/errors';
import { startRelay } from '@lianxin/events';
import { installBaseData } from '../base-data/install-base-data.js';
import { cityHub } from '../base-data/city-hub.js';
import type { Environment } from '../env.js';
import { brokerOf } from '../platform/broker.js';
import { databaseUrls } from '../platform/database-urls.js';
import { joinInstallation } from '../platform/installation.js';
import { migratePlatform } from '../platform/migrate-platform.js';
import { openSubgraph } from '../platform/open-subgraphs.js';
import { eventSources } from '../platform/schema-modules.js';
import { progressBar } from '../progress-bar.js';
import { detectFileKind } from '../spreadsheet/file-kind.js';
import { importCategoryFile } from './import-categories.js';
import { importSuggestionFile } from './import-suggestions.js';

/** What can be imported. */
export type ImportKind = 'suggestions' | 'categories';

/** An import as the command line gives it. */
export interface ImportCommand {
  readonly environment: Environment;
  readonly kind: ImportKind;
  readonly file: string;
  readonly station?: string;
  readonly source?: string;
  readonly dryRun: boolean;
  readonly errors?: string;
  readonly locale: Locale;
  readonly print: (text: string) => void;
  readonly stopping: AbortSignal;
}

/**
 * Imports a file into the installation, beside a running platform or without one. Returns the rows that were refused.
 * @throws AppError, SpreadsheetError; StopRequested when it was stopped in the middle
 */
export async function runImport(command: ImportCommand): Promise<number> {
  const {
    environment,
    kind,
    file,
    station = cityHub.code,
    source = 'spreadsheet',
    dryRun,
    locale,
    print,
    stopping,
  } = command;
  const onError = (): void => undefined;
  // Looked at before anything is started for it: a slip in the name must not make an installation.
  await detectFileKind(file);
  await using installation = await joinInstallation(environment);
  const { adminUrl, keys } = installation;
  await migratePlatform(adminUrl, keys);
  const urlFor = databaseUrls(adminUrl, keys);
  await using opened = new AsyncDisposableStack();
  // Beside a running platform this one only stands by.
  const nats = brokerOf(environment, keys);
  const relay = opened.use(await startRelay({ url: urlFor('events'), sources: eventSources, nats, onError }));
  const options = { urlFor, clock: systemClock, keys, onError };
  const stations = await openSubgraph('stations', options);
  opened.defer(() => stations.stop());
  const suggestions = await openSubgraph('suggestions', options);
  opened.defer(() => suggestions.stop());
  await suggestions.start();
  await installBaseData({ stations });
  await relay.drain();
  await suggestions.catchUp();

  const progress = progressBar(locale === 'zh' ? '导入' : 'Importing', process.stderr);
  opened.defer(() => progress.end());
  const run = {
    file,
    dryRun,
    locale,
    progress,
    print,
    stopping,
    services: suggestions.services,
    ...(command.errors && { errorsFile: command.errors }),
  };
  const { refused } =
    kind === 'categories'
      ? await importCategoryFile(run)
      : await importSuggestionFile({ ...run, stationCode: station, source });
  if (!dryRun) await relay.drain();
  return refused;
}
