import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { messageOf } from './error-code.js';
import { roleName } from './schema-module.js';
import { scramVerifier } from './scram-verifier.js';

/** What two sessions that write the same role at once can meet: roles belong to the whole server, our lock to one database. */
const contended = /tuple concurrently|already exists|duplicate key/;

const attempts = 10;

async function retrying(work: () => Promise<unknown>, attempt = 1): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (attempt >= attempts || !contended.test(messageOf(error))) throw error;
    await sleep(20 * attempt);
    await retrying(work, attempt + 1);
  }
}

/** Creates the role of `schema` if it is missing, and sets its password. */
export async function ensureRole(admin: ClientBase, schema: string, password: string): Promise<void> {
  const role = roleName(schema);
  const verifier = scramVerifier(password);
  await retrying(async () => {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
    const verb = rowCount === 0 ? 'create' : 'alter';
    await admin.query(`${verb} role ${role} login password '${verifier}'`);
  });
}

/**
 * Creates the schema and opens it to its role. Rights on tables are default privileges, given when a table is made, so
 * that a migration may take some back (an append-only log) and no later run of this gives them again.
 */
export async function ensureSchema(admin: ClientBase, schema: string): Promise<void> {
  const role = roleName(schema);
  await admin.query(`
    create schema if not exists ${schema};
    grant usage on schema ${schema} to ${role};
    alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${role};
    alter default privileges in schema ${schema} grant usage, select on sequences to ${role};
  `);
}

/** The list of migrations is the admin's: the schema's own role may read it, to check itself, and not write it. */
export async function protectMigrationList(admin: ClientBase, schema: string): Promise<void> {
  await admin.query(`
    revoke insert, update, delete, truncate on ${schema}.migrations from ${roleName(schema)};
    grant select on ${schema}.migrations to ${roleName(schema)};
  `);
}
