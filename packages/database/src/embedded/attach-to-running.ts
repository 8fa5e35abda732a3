import { resolve } from 'node:path';
import { adminUrlOf, databaseName } from './admin-url.js';
import { runningInstance } from './instance-lock.js';

/**
 * The superuser's address of the server that another process of this machine runs on `dataDir`; undefined when none
 * does, or when it is still starting. For command-line work beside a running server: attach, or else start one's own.
 */
export function attachToRunning(dataDir: string): string | undefined {
  const folder = resolve(dataDir);
  const port = runningInstance(folder)?.port;
  return port === undefined ? undefined : adminUrlOf(folder, port, databaseName);
}
