import { hasRole, type Principal, Role } from '@lianxin/subgraph-kit';
import type { SuggestionState } from './suggestion.state.js';

/** Roles that see every suggestion of their region. */
const regionWide = [Role.OFFICE_CLERK, Role.INSPECTOR, Role.ANALYST] as const;

/**
 * Which suggestions a principal may see, as data: the union of the parts that are set. The same parts become SQL in
 * lists (suggestion-visibility.sql.ts) and a plain test here; a test holds the two to the same answers.
 */
export interface Visibility {
  /** One's own. */
  readonly accountId?: string;
  /** Those of these stations: a liaison officer's own, a deputy's by roster. */
  readonly stationIds?: readonly string[];
  /** Those given to this deputy. */
  readonly representativeId?: string;
  /** Those that the deputy claimed, to look after them (跟办). */
  readonly claimedIds?: readonly string[];
  /** Those dispatched to this unit, as lead or assisting. */
  readonly unitId?: string;
  /** Those of this region and all below it. */
  readonly regionCode?: string;
}

/**
 * The visibility of a principal. A role without its scope adds nothing; nobody signed in sees nothing.
 * @param rosterStationIds stations where the deputy sits, from the roster.
 * @param claimed suggestions that the deputy claimed.
 */
export function visibilityOf(
  principal: Principal | null,
  rosterStationIds: readonly string[],
  claimed: readonly string[] = [],
): Visibility {
  if (!principal) return {};
  const { accountId, stationId, unitId, representativeId, regionCode } = principal;
  const isOfficer = hasRole(principal, Role.LIAISON_OFFICER) && stationId !== undefined;
  const isDeputy = hasRole(principal, Role.REPRESENTATIVE) && representativeId !== undefined;
  const stationIds = [...(isOfficer ? [stationId] : []), ...(isDeputy ? rosterStationIds : [])];
  return {
    ...(hasRole(principal, Role.CONSTITUENT) && { accountId }),
    ...(stationIds.length > 0 && { stationIds }),
    ...(isDeputy && { representativeId }),
    ...(isDeputy && claimed.length > 0 && { claimedIds: claimed }),
    ...(hasRole(principal, Role.UNIT_CLERK) && unitId !== undefined && { unitId }),
    ...(hasRole(principal, ...regionWide) && regionCode !== undefined && { regionCode }),
  };
}

/** Whether somebody with this visibility may see a suggestion. A unit sees a case from its first dispatch on. */
export function maySee(visibility: Visibility, it: SuggestionState): boolean {
  const { accountId, stationIds, representativeId, claimedIds, unitId, regionCode } = visibility;
  return (
    (accountId !== undefined && it.constituentAccountId === accountId) ||
    (stationIds?.includes(it.stationId) ?? false) ||
    (representativeId !== undefined && it.representativeId === representativeId) ||
    (claimedIds?.includes(it.id) ?? false) ||
    (unitId !== undefined && (it.leadUnitId === unitId || it.assistUnitIds.includes(unitId))) ||
    (regionCode !== undefined && it.regionPath.includes(regionCode))
  );
}

const isOwner = (principal: Principal, it: SuggestionState): boolean => it.constituentAccountId === principal.accountId;
const servesStation = (principal: Principal, it: SuggestionState): boolean =>
  hasRole(principal, Role.LIAISON_OFFICER) && principal.stationId === it.stationId;

/** Who reads (masked) who raised it: the person, the station, the office; others only with consent, analysts never. */
export function maySeeConstituent(principal: Principal | null, it: SuggestionState): boolean {
  if (!principal) return false;
  if (isOwner(principal, it) || servesStation(principal, it)) return true;
  if (hasRole(principal, Role.OFFICE_CLERK, Role.INSPECTOR)) return true;
  return it.contactConsent && hasRole(principal, Role.UNIT_CLERK, Role.REPRESENTATIVE);
}

/** Analysts count; they do not read what people wrote. */
export function maySeeText(principal: Principal | null): boolean {
  if (!principal) return false;
  return principal.roles.some((role) => role !== Role.ANALYST);
}

/** A rating goes to the person, the station and the office; never to the unit or the deputy that was rated. */
export function maySeeEvaluation(principal: Principal | null, it: SuggestionState): boolean {
  if (!principal) return false;
  if (isOwner(principal, it) || servesStation(principal, it)) return true;
  return hasRole(principal, Role.OFFICE_CLERK, Role.INSPECTOR, Role.ANALYST);
}
