import { assertMigrated, migrate, openDb } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { assertLogHolds, eventsModule } from '@lianxin/events';
import { consumers } from './consumers.js';
import type { Keys } from './keys.js';
import { schemaModules } from './schema-modules.js';

/** Whether a database has the log as this program knows it: where not, there is nothing to ask it, nor to restore yet. */
async function hasLog(adminUrl: string): Promise<boolean> {
  try {
    await assertMigrated({ url: adminUrl, modules: [eventsModule] });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'SCHEMA_OLDER') return false;
    throw error;
  }
}

/**
 * Brings a database to this version; returns what was applied. A database on which this version could not start, since a
 * consumer that is new would have to read what is archived, is refused before any change: the former version runs on.
 * @throws AppError CONSUMER_BEHIND_LOG, SCHEMA_NEWER, DATABASE_UNREACHABLE
 */
export async function migratePlatform(adminUrl: string, { rolePassword }: Keys): Promise<readonly string[]> {
  if (await hasLog(adminUrl)) {
    await using admin = await openDb({
      url: adminUrl,
      schema: 'events',
      poolSize: 1,
      applicationName: 'lianxin migrate',
    });
    await assertLogHolds(admin, consumers);
  }
  return (await migrate({ adminUrl, modules: schemaModules, rolePassword })).applied;
}
