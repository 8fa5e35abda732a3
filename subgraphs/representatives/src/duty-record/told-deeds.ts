import { businessDate } from '@lianxin/calendar';
import { DutyRecordKind, filedProposalStatuses, type ProposalStatus } from '@lianxin/events';
import { isUuid } from '@lianxin/subgraph-kit';
import type { Deed } from './duty-deed.sql.js';
import { DutyRecordPart } from './duty-record.enums.js';

const dayOf = (instant: string): string => businessDate(new Date(instant));

/** A proposal as its events tell it; what may be missing was left out by those who wrote before there was an archive. */
interface ToldProposal {
  readonly status: ProposalStatus;
  readonly leadProposerId: string;
  readonly coSigners?:
    readonly { readonly representativeId: string; readonly confirmedAt: string | null }[] | undefined;
  readonly submittedAt?: string | null | undefined;
}

/**
 * 代表建议: from its filing (立案) on it is a deed of the deputy who leads it and of those who co-sign it, each once, with equal
 * force (RULEBOOK §2.1); of a co-signer once they have confirmed that it is their own will. Not accepted, sent back or
 * withdrawn it is nobody's. Its day is that of the submission; `toldAt` stands in where that is not known.
 */
export function deedsOfProposal(told: ToldProposal, toldAt: Date): Deed[] {
  const { status, leadProposerId, coSigners = [], submittedAt } = told;
  if (!filedProposalStatuses.includes(status)) return [];
  const day = submittedAt == null ? businessDate(toldAt) : dayOf(submittedAt);
  const confirmed = coSigners.filter(({ confirmedAt }) => confirmedAt !== null);
  const others = new Set(confirmed.map(({ representativeId }) => representativeId.toLowerCase()));
  others.delete(leadProposerId.toLowerCase());
  const deed = { kind: DutyRecordKind.PROPOSAL, day };
  return [
    { ...deed, representativeId: leadProposerId, part: DutyRecordPart.LEAD },
    ...[...others].map((representativeId) => ({ ...deed, representativeId, part: DutyRecordPart.CO_SIGNER })),
  ].filter(({ representativeId }) => isUuid(representativeId));
}

/** 跟踪检查: each look that a deputy took, one a day. What became of the rectification does not undo it. */
export function deedsOfFollowUps(
  followUps: readonly { readonly representativeId: string; readonly at: string }[],
): Deed[] {
  const looks = followUps.map(({ representativeId, at }) => `${representativeId.toLowerCase()} ${dayOf(at)}`);
  return [...new Set(looks)].flatMap((look) => {
    const [representativeId = '', day = ''] = look.split(' ');
    const deed = { representativeId, kind: DutyRecordKind.FOLLOW_UP, day, key: day };
    return isUuid(representativeId) ? [deed] : [];
  });
}

/** 接待群众: those whom the public notice names, each once. */
export function deedsOfReception(representativeIds: readonly string[], startsAt: string): Deed[] {
  const named = new Set(representativeIds.filter(isUuid).map((id) => id.toLowerCase()));
  const deed = { kind: DutyRecordKind.RECEPTION, day: dayOf(startsAt) };
  return [...named].map((representativeId) => ({ ...deed, representativeId }));
}
