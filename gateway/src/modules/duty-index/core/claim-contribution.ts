import { businessDate } from '@lianxin/calendar';
import { DutyTaskStatus, OfferExcuse } from '@lianxin/events';
import {
  achieved,
  type Contribution,
  CountReason,
  excluded,
  type OfferState,
  unachieved,
  UnitType,
} from './contribution.js';
import type { DeputyRules } from './deputy-rules.js';
import { DutyRateKind, type IndexPolicy } from './index-policy.js';

const hourMs = 3_600_000;

/** Why an offer is not held against the deputy: what the issuer said, then what the policy and the mandate say. */
export function excuseOf(offer: OfferState, day: string, policy: IndexPolicy, rules: DeputyRules): OfferExcuse | null {
  const allowed = (excuse: OfferExcuse): OfferExcuse | null => (policy.exclusions.includes(excuse) ? excuse : null);
  if (offer.status === DutyTaskStatus.CANCELLED) return OfferExcuse.CANCELLED;
  const given = offer.excuse && allowed(offer.excuse);
  if (given !== null) return given;
  if (!rules.isActive(day)) return OfferExcuse.MANDATE_INACTIVE;
  const noticeMs = Date.parse(offer.claimBy) - Date.parse(offer.offeredAt);
  return noticeMs < policy.minNoticeHours * hourMs ? allowed(OfferExcuse.NOTICE_TOO_SHORT) : null;
}

/**
 * 任务认领: an offer counts in the period of its claim deadline; above the line if it was claimed in time and not dropped
 * without approval. One that still can be claimed says nothing yet.
 */
export function claimContribution(offer: OfferState, rules: DeputyRules): Contribution | null {
  const { offerId: unitId, representativeId, status, claimedAt, droppedAt, dropApproved } = offer;
  const day = businessDate(new Date(offer.claimBy));
  const { policy } = rules.on(day);
  const unit = { representativeId, indicator: DutyRateKind.CLAIM, unitType: UnitType.OFFER, unitId, day };
  const excuse = excuseOf(offer, day, policy, rules);
  if (excuse !== null) return excluded(unit, CountReason[excuse]);
  if (status === DutyTaskStatus.OFFERED) return null;
  if (claimedAt === null) return unachieved(unit, CountReason.NOT_CLAIMED);
  if (droppedAt !== null && !dropApproved) return unachieved(unit, CountReason.DROPPED);
  const inTime = Date.parse(claimedAt) <= Date.parse(offer.claimBy);
  return inTime ? achieved(unit) : unachieved(unit, CountReason.LATE, { late: true });
}
