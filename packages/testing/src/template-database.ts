import { createHash } from 'node:crypto';
import { migrate, type SchemaModule } from '@lianxin/database';
import { Client } from 'pg';

/** Every role's password in tests. */
export const testPassword = (role: string): string => `test-${role}`;

/** The same server, another database. */
export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs `work` on a connection of its own. */
export async function withAdmin<T>(adminUrl: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: adminUrl, application_name: 'lianxin testing' });
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** Two module sets share a template exactly when their migrations read the same. */
function templateName(modules: readonly SchemaModule[]): string {
  const hash = createHash('sha256');
  for (const { name, migrations } of modules) {
    hash.update(`\n${name}`);
    for (const migration of migrations) hash.update(`\n${String(migration)}`);
  }
  return `template_${hash.digest('hex').slice(0, 20)}`;
}

/**
 * The name of a database migrated with `modules`, made by whichever worker comes first: the others wait for its
 * advisory lock. It counts as made when it is marked a template; an unfinished one is dropped and made again.
 */
export async function ensureTemplate(adminUrl: string, modules: readonly SchemaModule[]): Promise<string> {
  const name = templateName(modules);
  await withAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rows } = await admin.query<{ done: boolean }>(
      'select datistemplate as done from pg_database where datname = $1',
      [name],
    );
    if (rows[0]?.done === true) return;
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`create database ${name} template template0`);
    await migrate({ adminUrl: databaseUrl(adminUrl, name), modules, rolePassword: testPassword });
    await admin.query(`alter database ${name} is_template true`);
  });
  return name;
}
