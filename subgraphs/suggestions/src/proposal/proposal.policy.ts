import { filedProposalStatuses } from '@lianxin/events';
import { hasRole, type Principal, Role } from '@lianxin/subgraph-kit';
import { DisclosureConsent } from './proposal.enums.js';
import type { ProposalRow } from './proposal.entity.js';

/**
 * Which proposals somebody sees beyond the public ones, as data. The same parts become SQL in lists (proposal.sql.ts);
 * a test holds the two to the same answers. A role without its scope adds nothing.
 */
export interface ProposalScope {
  /** Every proposal to the congress of this region or one below: the office, the inspection room. */
  readonly regionCode: string | null;
  /** Those that this deputy leads or co-signs. */
  readonly representativeId: string | null;
  /** Those filed ones whose lead unit is this unit. */
  readonly unitId: string | null;
}

/** The scope of a principal. */
export function proposalScopeOf(principal: Principal | null): ProposalScope {
  const isOffice = hasRole(principal, Role.OFFICE_CLERK, Role.INSPECTOR);
  return {
    regionCode: (isOffice && principal?.regionCode) || null,
    representativeId: (hasRole(principal, Role.REPRESENTATIVE) && principal.representativeId) || null,
    unitId: (hasRole(principal, Role.UNIT_CLERK) && principal.unitId) || null,
  };
}

type Judged = Pick<
  ProposalRow,
  'status' | 'disclosureConsent' | 'regionPath' | 'leadProposerId' | 'coSignerIds' | 'leadUnitId'
>;

/** Whether the proposal is within the scope, not merely public. */
function isWithin(scope: ProposalScope, proposal: Judged): boolean {
  const { regionCode, unitId } = scope;
  const filed = filedProposalStatuses.includes(proposal.status);
  return (
    (regionCode !== null && proposal.regionPath.includes(regionCode)) ||
    isProposer(scope, proposal) ||
    (unitId !== null && proposal.leadUnitId === unitId && filed)
  );
}

function isProposer({ representativeId }: ProposalScope, { leadProposerId, coSignerIds }: Judged): boolean {
  return representativeId !== null && (leadProposerId === representativeId || coSignerIds.includes(representativeId));
}

/** Whether somebody may see that there is such a proposal. */
export function maySeeProposal(scope: ProposalScope, proposal: Judged): boolean {
  const isPublic =
    filedProposalStatuses.includes(proposal.status) && proposal.disclosureConsent !== DisclosureConsent.NONE;
  return isPublic || isWithin(scope, proposal);
}

/** Whether somebody who sees a proposal may read its text: with full consent everybody. */
export function mayReadContent(scope: ProposalScope, proposal: Judged): boolean {
  return proposal.disclosureConsent === DisclosureConsent.FULL || isWithin(scope, proposal);
}

/** A rating goes to the proposers, the office and those who count; never to the unit that was rated. */
export function mayReadRatings(principal: Principal | null, proposal: Judged): boolean {
  const counts = hasRole(principal, Role.OFFICE_CLERK, Role.INSPECTOR, Role.ANALYST);
  return counts || isProposer(proposalScopeOf(principal), proposal);
}
