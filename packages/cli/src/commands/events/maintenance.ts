import { assertMigrated, type Db, openDb, type SchemaModule } from '@lianxin/database';
import type { Locale } from '@lianxin/errors';
import type { Environment } from '../../env.js';
import { databaseUrls, type UrlFor } from '../../platform/database-urls.js';
import { joinInstallation } from '../../platform/installation.js';
import { schemaModules } from '../../platform/schema-modules.js';

/** What a command of `lianxin events` works with. */
export interface Maintenance {
  readonly adminUrl: string;
  readonly urlFor: UrlFor;
  /** A small pool as the administrator, `events` first in its search path. */
  readonly admin: Db;
}

/** What every such command is given. */
export interface EventsCommand {
  readonly environment: Environment;
  readonly locale: Locale;
  readonly print: (text: string) => void;
}

/**
 * Runs `work` on the installation's database, beside a running platform or without one. It migrates nothing.
 * @param modules whose schemas must be at this version: all of them unless told
 * @throws AppError SCHEMA_OLDER, SCHEMA_NEWER, DATABASE_UNREACHABLE
 */
export async function withMaintenance<T>(
  environment: Environment,
  work: (maintenance: Maintenance) => Promise<T>,
  modules: readonly SchemaModule[] = schemaModules,
): Promise<T> {
  await using installation = await joinInstallation(environment);
  const { adminUrl, keys } = installation;
  await assertMigrated({ url: adminUrl, modules });
  await using admin = await openDb({
    url: adminUrl,
    schema: 'events',
    poolSize: 2,
    applicationName: 'lianxin events',
    statementTimeoutMs: 600_000,
    lockTimeoutMs: 1_000,
  });
  return await work({ adminUrl, urlFor: databaseUrls(adminUrl, keys), admin });
}
