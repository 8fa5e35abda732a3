import { migrate } from '@lianxin/database';
import type { Environment } from '../env.js';
import { openInstallation } from '../platform/installation.js';
import { schemaModules } from '../platform/schema-modules.js';

/** Brings the installation's database to this version; returns what was applied. */
export async function migrateInstallation(environment: Environment): Promise<readonly string[]> {
  await using installation = await openInstallation(environment, () => undefined);
  const { adminUrl, keys } = installation;
  const { applied } = await migrate({ adminUrl, modules: schemaModules, rolePassword: keys.rolePassword });
  return applied;
}
