import { hasRole, type Principal, Role } from '@lianxin/subgraph-kit';
import type { IndexSight } from '../read/sight.js';

/** Who may see a whole cohort, member by member (RULEBOOK §5.6): each in its region. */
export const boardRoles = [Role.OFFICE_CLERK, Role.INSPECTOR] as const;

/** Who may see the index of a deputy besides the deputy: each in its region. */
const indexRoles = [...boardRoles, Role.ANALYST] as const;

const regionFor = (principal: Principal | null, roles: readonly Role[]): string | null =>
  (hasRole(principal, ...roles) && principal.regionCode) || null;

/** Whose index somebody sees. A role without its scope adds nothing. */
export function sightOf(principal: Principal | null): IndexSight {
  return {
    representativeId: (hasRole(principal, Role.REPRESENTATIVE) && principal.representativeId) || null,
    regionCode: regionFor(principal, indexRoles),
  };
}

/** The region whose boards somebody reads; null for who reads none. */
export function boardRegionOf(principal: Principal | null): string | null {
  return regionFor(principal, boardRoles);
}
