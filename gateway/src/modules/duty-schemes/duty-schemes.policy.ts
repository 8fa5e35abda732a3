import type { Sql } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { hasRole, type Principal, requirePrincipal, Role } from '@lianxin/subgraph-kit';
import { deputiesById } from './units/unit.sql.js';

/** Who looks after deputies: the congress office and the inspection room, each in its region. */
export const overseers = [Role.OFFICE_CLERK, Role.INSPECTOR] as const;

/** The region whose deputies an overseer sees; null for one whose account names none: it sees nobody. */
export function regionOf(principal: Principal): string | null {
  return hasRole(principal, ...overseers) ? (principal.regionCode ?? null) : null;
}

/** Whether somebody is that deputy. */
export function isDeputy(principal: Principal | null, representativeId: string): boolean {
  return hasRole(principal, Role.REPRESENTATIVE) && principal.representativeId === representativeId;
}

/** Whether a deputy belongs to the region of an overseer, or to one below it. */
export async function isInRegionOf(sql: Sql, principal: Principal, representativeId: string): Promise<boolean> {
  const region = regionOf(principal);
  const [deputy] = region === null ? [] : await sql.query(deputiesById, [[representativeId]]);
  return region !== null && (deputy?.region_path.includes(region) ?? false);
}

/**
 * The deputy themselves, and the overseers of their region.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN
 */
export async function requireSight(sql: Sql, principal: Principal | null, representativeId: string): Promise<void> {
  const known = requirePrincipal(principal);
  if (isDeputy(known, representativeId) || (await isInRegionOf(sql, known, representativeId))) return;
  throw new AppError('FORBIDDEN');
}
