import { AppError } from '@lianxin/errors';
import { hasRole, type Principal, Role } from '@lianxin/subgraph-kit';

/** What the policy looks at: the station that keeps the entry, and the codes of its region from the top down. */
export interface LedgerPlace {
  readonly stationId: string;
  readonly regionPath: readonly string[];
}

/** Who may know that an activity was held: everybody, as of any public event. */
export function maySeeActivity(_principal: Principal | null): boolean {
  return true;
}

/**
 * The same where there is no null to answer with.
 * @throws AppError FORBIDDEN
 */
export function requireActivities(principal: Principal | null): void {
  if (!maySeeActivity(principal)) throw new AppError('FORBIDDEN');
}

/**
 * Who may read the written record, which may name residents: the liaison officer of that station, and the congress
 * office, the inspectors and the auditors in whose region the station stands.
 */
export function mayReadRecord(principal: Principal | null, place: LedgerPlace): boolean {
  if (hasRole(principal, Role.LIAISON_OFFICER) && principal.stationId === place.stationId) return true;
  if (!hasRole(principal, Role.OFFICE_CLERK, Role.INSPECTOR, Role.AUDITOR)) return false;
  return principal.regionCode !== undefined && place.regionPath.includes(principal.regionCode);
}
