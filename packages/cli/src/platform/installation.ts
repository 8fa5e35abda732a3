import { attachToRunning, startEmbeddedPostgres } from '@lianxin/database';
import type { Environment } from '../env.js';
import { type Keys, keysOf, secretOfDataDir } from './keys.js';

/** The database an installation runs on, and its keys. */
export interface Installation extends AsyncDisposable {
  readonly adminUrl: string;
  readonly keys: Keys;
  /** Whether the embedded server's data folder was empty. */
  readonly firstStart: boolean;
}

const nothing = (): Promise<void> => Promise.resolve();

/**
 * Opens the database of this installation: the outside one that DATABASE_URL names, or the embedded server in the data
 * folder, started here and stopped with the installation.
 * @throws AppError DATA_DIR_IN_USE, DATA_DIR_NOT_WRITABLE, EMBEDDED_POSTGRES_FAILED
 */
export async function openInstallation(environment: Environment, onDatabaseLost: () => void): Promise<Installation> {
  const { databaseUrl, dataDir, secret } = environment;
  if (databaseUrl !== undefined) {
    return {
      adminUrl: databaseUrl,
      keys: keysOf(secret ?? secretOfDataDir(dataDir)),
      firstStart: false,
      [Symbol.asyncDispose]: nothing,
    };
  }
  const embedded = await startEmbeddedPostgres({ dataDir, onUnexpectedExit: onDatabaseLost });
  try {
    const keys = keysOf(secret ?? secretOfDataDir(dataDir));
    return {
      adminUrl: embedded.adminUrl,
      keys,
      firstStart: embedded.firstStart,
      [Symbol.asyncDispose]: () => embedded.stop(),
    };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** The same for work beside a running platform: joins its embedded server instead of being refused the folder. */
export async function joinInstallation(environment: Environment): Promise<Installation> {
  const { databaseUrl, dataDir, secret } = environment;
  const running = databaseUrl === undefined ? attachToRunning(dataDir) : undefined;
  if (running === undefined) return openInstallation(environment, () => undefined);
  return {
    adminUrl: running,
    keys: keysOf(secret ?? secretOfDataDir(dataDir)),
    firstStart: false,
    [Symbol.asyncDispose]: nothing,
  };
}
