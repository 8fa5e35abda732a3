import { AppError } from '@lianxin/errors';
import { hasRole, type Principal, requirePrincipal, Role } from '@lianxin/subgraph-kit';

/** Who may follow a station (家站点): its officer, deputies, the congress office, the inspection room. */
export function mayFollowStation(principal: Principal, stationId: string): boolean {
  const isOfficerThere = hasRole(principal, Role.LIAISON_OFFICER) && principal.stationId === stationId;
  return isOfficerThere || hasRole(principal, Role.REPRESENTATIVE, Role.OFFICE_CLERK, Role.INSPECTOR);
}

/** Who may follow a unit's inbox (承办单位): its clerks, the congress office, the inspection room. */
export function mayFollowUnit(principal: Principal, unitId: string): boolean {
  const isClerkThere = hasRole(principal, Role.UNIT_CLERK) && principal.unitId === unitId;
  return isClerkThere || hasRole(principal, Role.OFFICE_CLERK, Role.INSPECTOR);
}

/** @throws AppError UNAUTHENTICATED, FORBIDDEN */
export function requireTo(
  principal: Principal | null,
  id: string,
  may: (principal: Principal, id: string) => boolean,
): Principal {
  const known = requirePrincipal(principal);
  if (!may(known, id)) throw new AppError('FORBIDDEN');
  return known;
}
