export { hostOf, isConnectionFailure } from './connection-failure.js';
export { attachToRunning } from './embedded/attach-to-running.js';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded/start-embedded-postgres.js';
export { migrate, type MigrateOptions, type MigrateResult } from './migrate.js';
export { assertMigrated } from './migration-state.js';
export { type NamedStatement, statement } from './named-statement.js';
export { openDb, type OpenDbOptions } from './open-db.js';
export { type EntityClass, type MigrationClass, roleName, roleUrl, type SchemaModule } from './schema-module.js';
export type { Db, QueryInfo, Sql } from './sql.js';
export { typeParsers } from './type-parsers.js';
export { namesOf, type ParameterColumn, parametersOf } from './parameter-columns.js';
