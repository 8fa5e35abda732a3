import { businessDate } from '@lianxin/calendar';
import { RectificationStatus } from '@lianxin/events';
import {
  achieved,
  type Contribution,
  CountReason,
  excluded,
  type RectificationState,
  unachieved,
  UnitType,
} from './contribution.js';
import type { DeputyRules } from './deputy-rules.js';
import { DutyRateKind, JointCredit, RectificationAttribution } from './index-policy.js';

/** States that take a rectification out of the rate. */
const leftOut: Readonly<Partial<Record<RectificationStatus, CountReason>>> = {
  [RectificationStatus.REJECTED]: CountReason.REJECTED,
  [RectificationStatus.MERGED]: CountReason.MERGED_INTO,
  [RectificationStatus.SUSPENDED]: CountReason.SUSPENDED,
  [RectificationStatus.OUT_OF_JURISDICTION]: CountReason.OUT_OF_JURISDICTION,
};

/**
 * 整改落实: a rectification counts in the period of its effective due day. By OUTCOME it is above the line when it was
 * accepted by then; by FOLLOW_UP when the deputy checked in time, so that a unit's lateness is nobody else's fault. One
 * that is open says nothing yet.
 */
export function rectificationContribution(
  rectification: RectificationState,
  representativeId: string,
  rules: DeputyRules,
): Contribution | null {
  const { rectificationId: unitId, status, dueOn: day, acceptedAt, followUps, representativeIds } = rectification;
  const { policy } = rules.on(day);
  const indicator = DutyRateKind.RECTIFICATION;
  const unit = { representativeId, indicator, unitType: UnitType.RECTIFICATION, unitId, day };
  const reason = leftOut[status];
  if (reason !== undefined) return excluded(unit, reason);
  if (!rules.isActive(day)) return excluded(unit, CountReason.MANDATE_INACTIVE);
  if (status === RectificationStatus.OPEN) return null;
  const share = policy.jointCredit === JointCredit.SPLIT ? Math.max(1, representativeIds.length) : 1;
  if (policy.attribution === RectificationAttribution.FOLLOW_UP) {
    const checked = followUps.some((check) => check.representativeId === representativeId && check.inTime);
    return checked ? achieved(unit, share) : unachieved(unit, CountReason.NO_FOLLOW_UP, { share });
  }
  if (status === RectificationStatus.OVERDUE || acceptedAt === null) {
    return unachieved(unit, CountReason.OVERDUE, { share });
  }
  return businessDate(new Date(acceptedAt)) <= day
    ? achieved(unit, share)
    : unachieved(unit, CountReason.LATE, { share, late: true });
}
