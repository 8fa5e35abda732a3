import { hasRole, type Principal, Role } from '@lianxin/subgraph-kit';

/** Who may see a deputy's index: the deputy, the congress office, inspectors, analysts. */
export function maySeeIndex(principal: Principal | null, representativeId: string): boolean {
  if (hasRole(principal, Role.REPRESENTATIVE) && principal.representativeId === representativeId) return true;
  return hasRole(principal, Role.OFFICE_CLERK, Role.INSPECTOR, Role.ANALYST);
}

/** Who may see a whole cohort, member by member (RULEBOOK §5.6). */
export const boardRoles = [Role.OFFICE_CLERK, Role.INSPECTOR] as const;
