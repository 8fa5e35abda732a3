import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@lianxin/database';

const folderPrefix = 'lianxin-test-';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Removes what a killed run left behind; its server ended with it or is stopped by starting over its folder. */
async function sweep(): Promise<void> {
  for (const entry of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${folderPrefix}(\\d+)-`).exec(entry)?.[1] ?? process.pid);
    if (pid === process.pid || isAlive(pid)) continue;
    const dataDir = join(tmpdir(), entry);
    // Starting over the folder is what stops a server that outlived its run.
    const orphan = await startEmbeddedPostgres({ dataDir, settings: fastSettings }).catch(() => undefined);
    await orphan?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A crash of the machine may lose test data; nothing else is different from the server people run. */
const fastSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/** A PostgreSQL for one test run. */
export interface TestServer {
  readonly adminUrl: string;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

/** Starts a PostgreSQL of its own in a temporary folder. */
export async function startTestServer(): Promise<TestServer> {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), `${folderPrefix}${String(process.pid)}-`));
  let server: EmbeddedPostgres;
  try {
    server = await startEmbeddedPostgres({ dataDir, settings: fastSettings });
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
  return {
    adminUrl: server.adminUrl,
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
