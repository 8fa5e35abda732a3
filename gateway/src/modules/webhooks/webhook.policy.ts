import { AppError } from '@lianxin/errors';
import { type Principal, requireRole, Role } from '@lianxin/subgraph-kit';

/** Who answers for what leaves the house: a clerk of a congress office (代工委), within the office's region. */
export interface OfficeClerk extends Principal {
  readonly regionCode: string;
}

/** @throws AppError UNAUTHENTICATED, FORBIDDEN; a role without its region sees nothing */
export function requireOffice(principal: Principal | null): OfficeClerk {
  const clerk = requireRole(principal, Role.OFFICE_CLERK);
  if (clerk.regionCode === undefined) throw new AppError('FORBIDDEN');
  return { ...clerk, regionCode: clerk.regionCode };
}
