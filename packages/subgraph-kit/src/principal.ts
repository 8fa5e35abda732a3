import { AppError } from '@lianxin/errors';

/** Roles of the platform (三员分立: the last three are administrators that no account may combine). */
export enum Role {
  CONSTITUENT = 'CONSTITUENT',
  REPRESENTATIVE = 'REPRESENTATIVE',
  LIAISON_OFFICER = 'LIAISON_OFFICER',
  UNIT_CLERK = 'UNIT_CLERK',
  OFFICE_CLERK = 'OFFICE_CLERK',
  INSPECTOR = 'INSPECTOR',
  ANALYST = 'ANALYST',
  SYSTEM_ADMIN = 'SYSTEM_ADMIN',
  SECURITY_ADMIN = 'SECURITY_ADMIN',
  AUDITOR = 'AUDITOR',
}

/** Who is asking, as the gateway established it. Scopes say where a role holds; a role without its scope sees nothing. */
export interface Principal {
  readonly accountId: string;
  readonly sessionId: string;
  /** Name that others may read in a history, e.g. `李联络员`. */
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Station of a liaison officer (联络员). */
  readonly stationId?: string;
  /** Handling unit of a clerk (承办单位). */
  readonly unitId?: string;
  /** The deputy that this account is (人大代表). */
  readonly representativeId?: string;
  /** 12-digit code of the region whose office or inspection room this account works in; of a resident, where they live. */
  readonly regionCode?: string;
}

/** True when the principal holds one of the roles. */
export function hasRole(principal: Principal | null, ...roles: Role[]): principal is Principal {
  return principal !== null && principal.roles.some((role) => roles.includes(role));
}

/** The signed-in principal, or UNAUTHENTICATED. */
export function requirePrincipal(principal: Principal | null): Principal {
  if (!principal) throw new AppError('UNAUTHENTICATED');
  return principal;
}

/** The principal when it holds one of the roles; UNAUTHENTICATED or FORBIDDEN otherwise. */
export function requireRole(principal: Principal | null, ...roles: Role[]): Principal {
  const known = requirePrincipal(principal);
  if (!hasRole(known, ...roles)) throw new AppError('FORBIDDEN');
  return known;
}
