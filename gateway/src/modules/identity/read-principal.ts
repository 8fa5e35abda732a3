import type { Sql } from '@lianxin/database';
import type { Principal } from '@lianxin/subgraph-kit';
import { accountByUsername } from './account.sql.js';
import { principalOf } from './grants.js';
import { normalUsername } from './username.js';

/**
 * Whom an account acts as, without a session: for whoever runs the installation and looks at it as that account would.
 * Null for an account that is unknown or disabled.
 */
export async function readPrincipal(sql: Sql, username: string): Promise<Principal | null> {
  const [account] = await sql.query(accountByUsername, [normalUsername(username)]);
  if (!account || account.disabled_at) return null;
  return principalOf({ id: account.id, displayName: account.display_name }, account.grants, '');
}
