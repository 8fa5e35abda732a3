import { readPassword, superuser } from './cluster.js';

/** The database that the program uses. */
export const databaseName = 'lianxin';

/** The superuser's address of a database on the embedded server of this data folder. */
export function adminUrlOf(dataDir: string, port: number, database: string): string {
  return `postgresql://${superuser}:${readPassword(dataDir)}@127.0.0.1:${String(port)}/${database}`;
}
