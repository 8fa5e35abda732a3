import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { hostOf } from '@lianxin/database';
import { AppError, type Locale } from '@lianxin/errors';
import type { Log } from '@lianxin/gateway';
import { installBaseData } from '../base-data/install-base-data.js';
import type { DemoAccount } from '../demo/accounts/demo-accounts.js';
import { isInstalled } from '../demo/demo-state.js';
import { installDemoData } from '../demo/install-demo-data.js';
import type { Environment } from '../env.js';
import { jsonLog } from '../json-log.js';
import { noteRejections } from '../note-rejections.js';
import { brokerOf } from '../platform/broker.js';
import { type Installation, openInstallation } from '../platform/installation.js';
import { type Platform, type PlatformOptions, startPlatform } from '../platform/start-platform.js';
import { trustedDocuments } from '../platform/trusted-documents.js';
import { type WorldClock, worldClock } from '../platform/world-clock.js';
import { progressBar } from '../progress-bar.js';
import { assertPortFree } from './assert-port-free.js';
import { demoPasswordOf } from './demo-password.js';
import { startScreen } from './screen.js';

/** How to start. */
export interface StartOptions {
  readonly environment: Environment;
  readonly demo: boolean;
  readonly locale: Locale;
  readonly print: (text: string) => void;
  /** Aborted when the program is to stop: a start under way gives up as soon as it can. */
  readonly stopping: AbortSignal;
  /** Told when the embedded database ends by itself: nothing works any more. */
  readonly onDatabaseLost: () => void;
}

/** A started platform; disposing of it stops everything. */
export interface Started extends AsyncDisposable {
  readonly url: string;
}

/** Where the log of a start goes: beside the data, so that the screen stays short. */
function fileLog({ dataDir, databaseUrl }: Environment): Log {
  try {
    if (databaseUrl !== undefined) mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw new AppError('DATA_DIR_NOT_WRITABLE', { dataDir }, { cause: error });
  }
  const stream = createWriteStream(join(dataDir, 'lianxin.log'), { flags: 'a', mode: 0o600 });
  stream.on('error', () => undefined);
  return jsonLog((line) => stream.write(line));
}

interface Demonstration {
  readonly accounts: readonly DemoAccount[];
  readonly password: string | null;
}

/** Writes the demonstration's past on the first run; later it only tells who plays in it. */
async function demonstrate(
  platform: Platform,
  clock: WorldClock,
  { environment, locale, stopping }: StartOptions,
): Promise<Demonstration> {
  const { password, holds, keep } = demoPasswordOf(environment);
  const { subgraphs, gateway } = platform;
  const { dutySchemes } = gateway;
  if (dutySchemes === null) throw new Error('The platform runs without schemes');
  const isNew = !(await isInstalled(subgraphs));
  const bar = isNew ? progressBar(locale === 'zh' ? '准备演示数据' : 'Making demo data', process.stderr) : null;
  const installing = clock.inThePast((past) =>
    installDemoData({
      ...subgraphs,
      identity: gateway.identity,
      dutySchemes,
      catchUp: () => platform.catchUp(),
      clock: past,
      password,
      onProgress: ({ done, total, label }) => {
        // The next start takes an interrupted installation up where it ended.
        stopping.throwIfAborted();
        bar?.at(done / total, label);
      },
    }),
  );
  const accounts = await installing.finally(() => bar?.end());
  // What the screen shows holds from this start on, also where the accounts are older.
  if (!isNew && !holds) {
    for (const { username } of accounts) await gateway.identity.setPassword(username, password);
  }
  keep();
  return { accounts, password };
}

async function prepare(
  installation: Installation,
  options: StartOptions,
  documents: PlatformOptions['documents'],
  log: Log,
) {
  const clock = worldClock();
  const { adminUrl, keys } = installation;
  const { stopping, environment } = options;
  const { origins, trustedProxies, webhookNetworks, mail } = environment;
  stopping.throwIfAborted();
  const platform = await startPlatform({
    adminUrl,
    keys,
    log,
    nats: brokerOf(environment, keys),
    clock,
    origins,
    trustedProxies,
    documents,
    webhookNetworks,
    mail,
  });
  try {
    stopping.throwIfAborted();
    await installBaseData(platform.subgraphs);
    const demonstration = options.demo ? await demonstrate(platform, clock, options) : { accounts: [], password: null };
    await platform.catchUp();
    stopping.throwIfAborted();
    return { platform, demonstration };
  } catch (error) {
    await platform[Symbol.asyncDispose]();
    throw error;
  }
}

/**
 * Starts everything in this process and shows one short screen.
 * @throws AppError with one clear line for each way in which an installation can be unfit; StopRequested when it was
 *   stopped before it had begun
 */
export async function start(options: StartOptions): Promise<Started> {
  const { environment, locale, print } = options;
  const startedMs = performance.now();
  await using opened = new AsyncDisposableStack();
  const documents = trustedDocuments(environment);
  await assertPortFree(environment);
  const installation = opened.use(await openInstallation(environment, options.onDatabaseLost));
  const log = fileLog(environment);
  noteRejections(log);
  const { platform, demonstration } = await prepare(installation, options, documents, log);
  opened.use(platform);
  const { host, port } = environment;
  const listening = await platform.gateway.listen({ host, port });
  const url = `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${listening.port}`;
  const embedded =
    locale === 'zh'
      ? `内置 PostgreSQL,数据在 ${environment.dataDir}`
      : `embedded PostgreSQL, data in ${environment.dataDir}`;
  const database = environment.databaseUrl === undefined ? embedded : hostOf(environment.databaseUrl);
  print(startScreen({ url, ...demonstration, startedInMs: performance.now() - startedMs, database }, locale));
  const running = opened.move();
  return { url, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
