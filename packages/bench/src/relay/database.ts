import { join } from 'node:path';
import { startEmbeddedPostgres } from '@lianxin/database';
import { Client } from 'pg';
import { runPlatform } from '../platform/run-platform.js';
import { fillDatabase } from '../station-queue/rows/fill.js';

/** Suggestions to make transitions on: more than there are clients. */
const rows = 500;

/** The platform's own database, made and filled by the platform, which has gone: nobody else moves or asks anything. */
export async function platformDatabase(
  folder: string,
  sessions: number,
  opened: AsyncDisposableStack,
): Promise<{ adminUrl: string }> {
  const dataDir = join(folder, 'data');
  {
    await using platform = await runPlatform(dataDir);
    await fillDatabase(platform.adminUrl, rows);
  }
  return opened.use(await startEmbeddedPostgres({ dataDir, settings: { max_connections: String(sessions) } }));
}

/** A connection that closes with the stack. */
export async function connected(url: string, opened: AsyncDisposableStack): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  opened.defer(() => client.end());
  return client;
}
