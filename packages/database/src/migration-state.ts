import { AppError } from '@lianxin/errors';
import { Client, type ClientBase } from 'pg';
import { naming, unreachable } from './connection-failure.js';
import type { SchemaModule } from './schema-module.js';

/** The names under which TypeORM lists a module's migrations. */
function migrationNames(module: SchemaModule): string[] {
  return module.migrations.map((migration) => new migration().name ?? migration.name);
}

async function appliedNames(client: ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
    `${schema}.migrations`,
  ]);
  if (rows[0]?.found !== true) return [];
  const applied = await client.query<{ name: string }>(`select name from ${schema}.migrations order by id`);
  return applied.rows.map(({ name }) => name);
}

/** Throws SCHEMA_NEWER when the database holds a migration this program has never heard of. Changes nothing. */
export async function refuseNewer(client: ClientBase, modules: readonly SchemaModule[]): Promise<void> {
  for (const module of modules) {
    const known = new Set(migrationNames(module));
    const applied = await appliedNames(client, module.name);
    if (applied.some((name) => !known.has(name))) throw new AppError('SCHEMA_NEWER', { schema: module.name });
  }
}

async function refuseOlder(client: ClientBase, modules: readonly SchemaModule[]): Promise<void> {
  for (const module of modules) {
    const applied = new Set(await appliedNames(client, module.name));
    if (migrationNames(module).some((name) => !applied.has(name))) {
      throw new AppError('SCHEMA_OLDER', { schema: module.name });
    }
  }
}

/** Runs `work` on a connection of its own. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'lianxin migrate',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(url, error);
  }
  try {
    return await naming(url, () => work(client));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * For a program that serves and does not migrate: throws SCHEMA_OLDER or SCHEMA_NEWER unless every module's schema is
 * exactly at this program's version. A schema's own role is enough to ask about its own schema.
 */
export async function assertMigrated(options: { url: string; modules: readonly SchemaModule[] }): Promise<void> {
  await withClient(options.url, async (client) => {
    await refuseNewer(client, options.modules);
    await refuseOlder(client, options.modules);
  });
}
