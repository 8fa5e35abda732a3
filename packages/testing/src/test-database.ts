import { randomBytes } from 'node:crypto';
import { type Db, openDb, type OpenDbOptions, roleName, roleUrl, type SchemaModule } from '@lianxin/database';
import { serverOfThisRun } from './env.js';
import { databaseUrl, ensureTemplate, testPassword, withAdmin } from './template-database.js';

/** A migrated database of one test file; `await using` drops it. */
export interface TestDatabase extends AsyncDisposable {
  readonly name: string;
  /** Superuser on this database. */
  readonly adminUrl: string;
  /** The address for the role of `schema` (`lianxin_<schema>`). */
  urlFor(schema: string): string;
  /** A `Db` as the role of `module`, with its entities; closed with the database. */
  open(module: SchemaModule, options?: Partial<OpenDbOptions>): Promise<Db>;
  /** A `Db` as superuser with `schema` as its search path, for looking behind the scenes; closed with the database. */
  openAsAdmin(schema: string, options?: Partial<OpenDbOptions>): Promise<Db>;
}

/**
 * A database of its own, copied from a template that the migrations of `modules` built once for the whole run. Needs the
 * server of the run (global-setup.ts).
 */
export async function testDatabase({ modules }: { modules: readonly SchemaModule[] }): Promise<TestDatabase> {
  const server = serverOfThisRun();
  const template = await ensureTemplate(server, modules);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withAdmin(server, (admin) => admin.query(`create database ${name} template ${template}`));
  const adminUrl = databaseUrl(server, name);
  const urlFor = (schema: string): string => roleUrl(adminUrl, roleName(schema), testPassword(roleName(schema)));
  const opened: Db[] = [];
  const open = async (options: OpenDbOptions): Promise<Db> => {
    const db = await openDb({ poolSize: 5, ...options });
    opened.push(db);
    return db;
  };
  return {
    name,
    adminUrl,
    urlFor,
    open: (module, options) =>
      open({ url: urlFor(module.name), schema: module.name, entities: module.entities, ...options }),
    openAsAdmin: (schema, options) => open({ url: adminUrl, schema, ...options }),
    async [Symbol.asyncDispose]() {
      await Promise.all(opened.map((db) => db.close()));
      await withAdmin(server, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}
