import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@lianxin/errors';
import { Client } from 'pg';
import { adminUrlOf, databaseName } from './admin-url.js';
import { findBinaries, type Binaries } from './binaries.js';
import { clusterFolder, createCluster, hasCluster, logFileOf } from './cluster.js';
import { takeInstanceLock } from './instance-lock.js';
import { launchPostmaster, stopOrphan, type Postmaster } from './postmaster.js';
import { serverUser } from './postgres-user.js';
import { serverCommand, type ServerCommand } from './server-command.js';
import { serverSettings } from './server-settings.js';

/** How to start the embedded server. */
export interface EmbeddedPostgresOptions {
  /** Holds everything: the cluster, the superuser's password (0600), the server's log, `instance.json`. Made if missing. */
  readonly dataDir: string;
  /** A free port unless told. */
  readonly port?: number;
  /** Server settings over the built-in ones, e.g. `{ fsync: 'off' }` in tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How long the server may take until it answers (recovery after a crash included); 120 s unless told. */
  readonly startTimeoutMs?: number;
  /** Called once if the server ends without `stop()`: nothing works any more. */
  readonly onUnexpectedExit?: (logFile: string) => void;
}

/** A running embedded server, held by this process. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** Superuser on the database `lianxin`; holds the password, so it is never printed. */
  readonly adminUrl: string;
  readonly port: number;
  /** Whether the data folder was empty. */
  readonly firstStart: boolean;
  readonly logFile: string;
  /** Stops the server and gives the data folder back. May be called again. */
  stop(): Promise<void>;
}

/** A port taken between our look and the server's start, or a crashed server's memory not freed yet, ends in time. */
const launchAttempts = 5;

function ensureFolder(dataDir: string): void {
  const probe = join(dataDir, `.probe-${String(process.pid)}`);
  try {
    mkdirSync(dirname(dataDir), { recursive: true });
    if (!existsSync(dataDir)) mkdirSync(dataDir, { mode: 0o700 });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (cause) {
    throw new AppError('DATA_DIR_NOT_WRITABLE', { dataDir }, { cause });
  }
}

/**
 * Starts PostgreSQL in `dataDir` and waits until it answers. Who may run when: one process per data folder, held by
 * `instance.json`; a second one gets DATA_DIR_IN_USE. What a killed process left behind (its lock, its server) is taken
 * over here. Throws DATA_DIR_NOT_WRITABLE, DATA_DIR_IN_USE, BAD_CONFIGURATION or EMBEDDED_POSTGRES_FAILED.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  ensureFolder(dataDir);
  const lock = takeInstanceLock(dataDir, new Date());
  try {
    const binaries = findBinaries();
    const user = serverUser();
    const command = serverCommand(user, dataDir, dirname(binaries.postgres));
    await stopOrphan(clusterFolder(dataDir));
    const firstStart = !hasCluster(dataDir);
    if (firstStart) await createCluster(dataDir, binaries, user, command);
    const { postmaster, port } = await launch(dataDir, binaries, command, options);
    lock.announce(port);
    let stopping: Promise<void> | undefined;
    const stop = (): Promise<void> => (stopping ??= postmaster.stop().finally(() => lock.release()));
    void postmaster.exited.then(() => {
      if (stopping === undefined) options.onUnexpectedExit?.(logFileOf(dataDir));
    });
    const adminUrl = adminUrlOf(dataDir, port, databaseName);
    return { adminUrl, port, firstStart, logFile: logFileOf(dataDir), stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function launch(
  dataDir: string,
  binaries: Binaries,
  command: ServerCommand,
  options: EmbeddedPostgresOptions,
): Promise<{ postmaster: Postmaster; port: number }> {
  const deadline = Date.now() + (options.startTimeoutMs ?? 120_000);
  for (let attempt = 1; attempt <= launchAttempts; attempt += 1) {
    const port = options.port ?? (await freePort());
    const postmaster = launchPostmaster({
      program: binaries.postgres,
      folder: clusterFolder(dataDir),
      port,
      settings: { ...serverSettings, ...options.settings },
      command,
      logFile: logFileOf(dataDir),
    });
    if (await answers(postmaster, dataDir, port, deadline)) return { postmaster, port };
    await postmaster.stop();
    if (Date.now() > deadline) break;
    await sleep(100 * attempt);
  }
  throw new AppError('EMBEDDED_POSTGRES_FAILED', { logFile: logFileOf(dataDir) });
}

/** Asks until the server lets us in and the program's database is there; false when the process ended or time is up. */
async function answers(postmaster: Postmaster, dataDir: string, port: number, deadline: number): Promise<boolean> {
  while (!postmaster.hasExited() && Date.now() < deadline) {
    const client = new Client({
      connectionString: adminUrlOf(dataDir, port, 'postgres'),
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName]);
      if (rowCount === 0) await client.query(`create database ${databaseName} template template0`);
      return true;
    } catch {
      await Promise.race([sleep(25), postmaster.exited]);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
