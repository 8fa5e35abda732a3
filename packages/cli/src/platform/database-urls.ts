import { roleName, roleUrl } from '@lianxin/database';
import type { Keys } from './keys.js';

/** The address of the database for the role of a schema. */
export type UrlFor = (schema: string) => string;

/** Addresses by schema; every role's password is derived, so none is stored. */
export function databaseUrls(adminUrl: string, keys: Keys): UrlFor {
  return (schema) => {
    const role = roleName(schema);
    return roleUrl(adminUrl, role, keys.rolePassword(role));
  };
}
