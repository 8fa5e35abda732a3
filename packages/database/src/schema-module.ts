import type { MigrationInterface } from 'typeorm';

/** A migration class; its `name` ends in the 13-digit millisecond timestamp by which TypeORM orders migrations. */
export type MigrationClass = new () => MigrationInterface;

/** One owner of tables: its name is its schema and, after `lianxin_`, its role. */
export interface SchemaModule {
  readonly name: string;
  /** TypeORM entity classes. */
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
}

/** A TypeORM entity class. */
export type EntityClass = new (...args: never[]) => object;

const schemaName = /^[a-z][a-z0-9_]{0,39}$/;

/** Refuses what could not be put unquoted into DDL. */
export function assertSchemaName(name: string): void {
  if (!schemaName.test(name)) throw new RangeError(`Not a schema name: "${name}"`);
}

/** The database role that can reach `schema` and nothing else. */
export function roleName(schema: string): string {
  assertSchemaName(schema);
  return `lianxin_${schema}`;
}

/** The address of the same database for another role. */
export function roleUrl(adminUrl: string, role: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}
