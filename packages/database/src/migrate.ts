import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ensureRole, ensureSchema, protectMigrationList } from './database-roles.js';
import { refuseNewer, withClient } from './migration-state.js';
import { QueryFeed } from './query-feed.js';
import { assertSchemaName, roleName, type SchemaModule } from './schema-module.js';

/** What to migrate. The admin must be able to create roles, and schemas in the database that `adminUrl` names. */
export interface MigrateOptions {
  readonly adminUrl: string;
  readonly modules: readonly SchemaModule[];
  /** The password of a role (`lianxin_<schema>`): ASCII, the same at every run. */
  readonly rolePassword: (role: string) => string;
}

/** What `migrate` did: `schema/MigrationName`, in the order of application; empty when nothing was due. */
export interface MigrateResult {
  readonly applied: string[];
}

/** Any fixed number will do: it stands for "somebody migrates this database". */
const migratorLock = 7_236_001;

/** How long a migration may wait for a table that a running program holds before it gives up and leaves things as they are. */
const lockTimeoutMs = 10_000;

/**
 * Brings every module's schema to this program's version. Who may run when: any number of programs may call this at
 * once; the first holds an advisory lock on its own connection and the others wait, then find nothing to do. Each
 * migration is a transaction. A database that knows a migration this program does not is refused before any change.
 */
export async function migrate({ adminUrl, modules, rolePassword }: MigrateOptions): Promise<MigrateResult> {
  for (const { name } of modules) assertSchemaName(name);
  return withClient(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [migratorLock]);
    await refuseNewer(admin, modules);
    await prepare(admin, modules, rolePassword);
    const applied: string[] = [];
    for (const module of modules) {
      const names = await runMigrations(adminUrl, module);
      await protectMigrationList(admin, module.name);
      applied.push(...names.map((name) => `${module.name}/${name}`));
    }
    return { applied };
    // The lock ends with its connection, also when something above threw.
  });
}

/** Roles and schemas of all modules come first, because a migration may grant something to another module's role. */
async function prepare(
  admin: Client,
  modules: readonly SchemaModule[],
  rolePassword: (role: string) => string,
): Promise<void> {
  await admin.query('revoke all on schema public from public');
  for (const { name } of modules) await ensureRole(admin, name, rolePassword(roleName(name)));
  for (const { name } of modules) await ensureSchema(admin, name);
}

async function runMigrations(adminUrl: string, module: SchemaModule): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: adminUrl,
    schema: module.name,
    entities: [],
    migrations: [...module.migrations],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    poolSize: 1,
    applicationName: `lianxin migrate ${module.name}`,
    // TypeORM's own logger would print a failure that is thrown anyway.
    logger: new QueryFeed(),
    extra: { options: `-c search_path=${module.name} -c lock_timeout=${String(lockTimeoutMs)} -c timezone=UTC` },
  });
  await dataSource.initialize();
  try {
    return (await dataSource.runMigrations()).map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}
