/** States of a formal proposal (代表建议), RULEBOOK §6.3. */
export enum ProposalStatus {
  DRAFT = 'DRAFT',
  COSIGNING = 'COSIGNING',
  SUBMITTED = 'SUBMITTED',
  UNDER_REVIEW = 'UNDER_REVIEW',
  RETURNED_FOR_EDIT = 'RETURNED_FOR_EDIT',
  NOT_ACCEPTED = 'NOT_ACCEPTED',
  FILED = 'FILED',
  ASSIGNED = 'ASSIGNED',
  RETURN_PENDING = 'RETURN_PENDING',
  IN_HANDLING = 'IN_HANDLING',
  REPLIED = 'REPLIED',
  RATED = 'RATED',
  REWORK = 'REWORK',
  TRACKING = 'TRACKING',
  RE_REPLIED = 'RE_REPLIED',
  CLOSED = 'CLOSED',
  ARCHIVED = 'ARCHIVED',
  WITHDRAWN = 'WITHDRAWN',
}

/** Statuses from the filing (立案) on: what the congress answers for in public (代表法 arts. 51, 58). */
export const filedProposalStatuses: readonly ProposalStatus[] = [
  ProposalStatus.FILED,
  ProposalStatus.ASSIGNED,
  ProposalStatus.RETURN_PENDING,
  ProposalStatus.IN_HANDLING,
  ProposalStatus.REPLIED,
  ProposalStatus.RATED,
  ProposalStatus.REWORK,
  ProposalStatus.TRACKING,
  ProposalStatus.RE_REPLIED,
  ProposalStatus.CLOSED,
  ProposalStatus.ARCHIVED,
];
