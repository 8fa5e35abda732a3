import { AppError } from '@lianxin/errors';
import { type Principal, Role } from '@lianxin/subgraph-kit';

/** One role of an account with the place where it holds. */
export interface Grant {
  readonly role: Role;
  /** Station of a LIAISON_OFFICER (联络员). */
  readonly stationId?: string;
  /** Handling unit of a UNIT_CLERK (承办单位). */
  readonly unitId?: string;
  /** The deputy that a REPRESENTATIVE account is (人大代表). */
  readonly representativeId?: string;
  /** 12-digit region of an OFFICE_CLERK, an INSPECTOR or an ANALYST, and the one in which a CONSTITUENT lives. */
  readonly regionCode?: string;
}

type Scope = 'stationId' | 'unitId' | 'representativeId' | 'regionCode';

/** 三员分立: the three administrators watch each other, so no account is two of them. The database holds this too. */
const administrators: readonly Role[] = [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR];

/** The scope without which a role would see nothing. */
const requiredScope: Readonly<Partial<Record<Role, Scope>>> = {
  [Role.LIAISON_OFFICER]: 'stationId',
  [Role.UNIT_CLERK]: 'unitId',
  [Role.REPRESENTATIVE]: 'representativeId',
};

const scopes: readonly Scope[] = ['stationId', 'unitId', 'representativeId', 'regionCode'];

/** Why these grants cannot be one account's; null when they can. */
export function faultOfGrants(grants: readonly Grant[]): string | null {
  const roles = grants.map(({ role }) => role);
  if (new Set(roles).size !== roles.length) return 'a role is granted twice';
  if (roles.filter((role) => administrators.includes(role)).length > 1) {
    return 'SYSTEM_ADMIN, SECURITY_ADMIN and AUDITOR are never held by one account (三员分立)';
  }
  for (const grant of grants) {
    const scope = requiredScope[grant.role];
    if (scope && !grant[scope]) return `${grant.role} needs ${scope}`;
    if (grant.regionCode !== undefined && !/^\d{12}$/.test(grant.regionCode)) return 'regionCode has 12 digits';
  }
  // A principal has one place of each kind, so two grants cannot name two.
  for (const scope of scopes) {
    const places = new Set(grants.map((grant) => grant[scope]).filter((place) => place !== undefined));
    if (places.size > 1) return `the grants name two different places (${scope})`;
  }
  return null;
}

/** @throws AppError INVALID_INPUT when the grants cannot be one account's */
export function checkGrants(grants: readonly Grant[]): void {
  const reason = faultOfGrants(grants);
  if (reason !== null) throw new AppError('INVALID_INPUT', { reason });
}

/** Whom a session of the account acts as. */
export function principalOf(
  account: { readonly id: string; readonly displayName: string },
  grants: readonly Grant[],
  sessionId: string,
): Principal {
  const placed: Partial<Record<Scope, string>> = {};
  for (const grant of grants) {
    for (const scope of scopes) if (grant[scope]) placed[scope] = grant[scope];
  }
  return {
    accountId: account.id,
    sessionId,
    displayName: account.displayName,
    roles: grants.map(({ role }) => role),
    ...placed,
  };
}
