import type { Environment } from '../env.js';
import { openInstallation } from '../platform/installation.js';
import { migratePlatform } from '../platform/migrate-platform.js';

/** Brings the installation's database to this version; returns what was applied. */
export async function migrateInstallation(environment: Environment): Promise<readonly string[]> {
  await using installation = await openInstallation(environment, () => undefined);
  const { adminUrl, keys } = installation;
  return migratePlatform(adminUrl, keys);
}
