import { businessDate } from '@lianxin/calendar';
import { DutyTaskKind, DutyTaskStatus, FindingStatus, InspectionConclusion } from '@lianxin/events';
import { excuseOf } from './claim-contribution.js';
import {
  achieved,
  type Contribution,
  CountReason,
  excluded,
  type FindingState,
  type OfferState,
  unachieved,
  UnitType,
} from './contribution.js';
import type { DeputyRules } from './deputy-rules.js';
import { DiscoveryMode, DutyRateKind, type IndexPolicy, JointCredit } from './index-policy.js';

/** A finding of an inspection, with the finding that speaks for it if it was merged. */
export interface TaskFinding {
  readonly finding: FindingState;
  /** The end of the chain of merges; the finding itself when it was not merged. */
  readonly canonical: FindingState;
}

/** What an inspection's outcome is judged by. */
export interface InspectionFacts {
  /** Findings of the same task in which the deputy is a finder. */
  readonly own: readonly TaskFinding[];
  /** Verified findings about the same object. */
  readonly onObject: readonly FindingState[];
}

const dayMs = 86_400_000;

/** Done, given up or over: nothing more will come of an inspection that is not waited for any longer. */
const isUnreported = ({ status, droppedAt, dropApproved }: OfferState): boolean =>
  status === DutyTaskStatus.EXPIRED || (droppedAt !== null && !dropApproved);

/**
 * 问题发现, an inspection: counts in the period in which it was completed, or due if no report came. Null for what is no
 * inspection, is under way, or was never taken on.
 */
export function inspectionContribution(
  offer: OfferState,
  facts: InspectionFacts,
  rules: DeputyRules,
): Contribution | null {
  if (offer.kind !== DutyTaskKind.INSPECTION || offer.claimedAt === null) return null;
  const isDone = offer.status === DutyTaskStatus.COMPLETED && offer.completedAt !== null;
  if (!isDone && !isUnreported(offer)) return null;
  const day = businessDate(new Date(isDone && offer.completedAt !== null ? offer.completedAt : offer.dueAt));
  const { policy } = rules.on(day);
  if (policy.discovery.mode === DiscoveryMode.QUOTA) return null;
  const { offerId: unitId, representativeId } = offer;
  const unit = { representativeId, indicator: DutyRateKind.DISCOVERY, unitType: UnitType.OFFER, unitId, day };
  const excuse = excuseOf(offer, day, { ...policy, minNoticeHours: 0 }, rules);
  if (excuse !== null) return excluded(unit, CountReason[excuse]);
  if (!isDone || offer.conclusion === null) return unachieved(unit, CountReason.NO_REPORT);
  return foundContribution(unit, facts.own, policy) ?? withoutFinding(unit, offer, facts, policy);
}

type Unit = Parameters<typeof achieved>[0];

/** Above the line when one of the deputy's findings there was verified, by itself or through one that speaks for it. */
function foundContribution(unit: Unit, own: readonly TaskFinding[], policy: IndexPolicy): Contribution | null {
  const shares = own.filter((each) => countsHere(each, unit.representativeId)).map(({ canonical }) => canonical);
  if (shares.length === 0) return null;
  if (policy.jointCredit === JointCredit.FULL) return achieved(unit);
  return achieved(unit, Math.min(...shares.map(({ finderIds }) => Math.max(1, finderIds.length))));
}

/** A merged finding counts for those whom the other one does not name: a finder gets one credit for one problem. */
function countsHere({ finding, canonical }: TaskFinding, representativeId: string): boolean {
  if (canonical.status !== FindingStatus.VERIFIED) return false;
  return finding.findingId === canonical.findingId || !canonical.finderIds.includes(representativeId);
}

function withoutFinding(unit: Unit, offer: OfferState, facts: InspectionFacts, policy: IndexPolicy): Contribution {
  const isYield = policy.discovery.mode === DiscoveryMode.YIELD;
  if (offer.conclusion === InspectionConclusion.PROBLEM_FOUND) {
    const reason = pendingReason(facts.own);
    return isYield && reason === CountReason.REJECTED
      ? unachieved(unit, CountReason.NOTHING_FOUND)
      : excluded(unit, reason);
  }
  if (isYield) return unachieved(unit, CountReason.NOTHING_FOUND);
  const missed = facts.onObject
    .filter((finding) => contradicts(finding, offer, policy.discovery.lookbackDays))
    .sort(earliestVerified)[0];
  return missed
    ? unachieved(unit, CountReason.MISSED, { evidenceId: missed.findingId })
    : excluded(unit, CountReason.CLEAN);
}

function pendingReason(own: readonly TaskFinding[]): CountReason {
  if (own.some(({ canonical }) => canonical.status === FindingStatus.REPORTED)) return CountReason.UNVERIFIED;
  if (own.some(({ finding }) => finding.status === FindingStatus.MERGED)) return CountReason.MERGED_INTO;
  return own.length > 0 ? CountReason.REJECTED : CountReason.UNVERIFIED;
}

const earliestVerified = (a: FindingState, b: FindingState): number =>
  Date.parse(a.verifiedAt ?? '') - Date.parse(b.verifiedAt ?? '') || (a.findingId < b.findingId ? -1 : 1);

/**
 * Whether another source verified, within the lookback after the visit, a problem that is known to have existed at the
 * visit. One whose beginning is not known speaks against nobody.
 */
function contradicts(finding: FindingState, offer: OfferState, lookbackDays: number): boolean {
  const { status, verifiedAt, existedSince, finderIds } = finding;
  if (status !== FindingStatus.VERIFIED || verifiedAt === null || existedSince === null) return false;
  if (finderIds.includes(offer.representativeId)) return false;
  const visit = Date.parse(offer.completedAt ?? '');
  const verified = Date.parse(verifiedAt);
  return Date.parse(existedSince) <= visit && verified >= visit && verified <= visit + lookbackDays * dayMs;
}

/** 问题发现 by quota: each verified finding counts once for each finder, on the day it was reported. */
export function quotaContribution(
  finding: FindingState,
  representativeId: string,
  rules: DeputyRules,
): Contribution | null {
  const day = businessDate(new Date(finding.reportedAt));
  const { policy } = rules.on(day);
  if (policy.discovery.mode !== DiscoveryMode.QUOTA) return null;
  const { findingId: unitId, status, finderIds } = finding;
  const unit = { representativeId, indicator: DutyRateKind.DISCOVERY, unitType: UnitType.FINDING, unitId, day };
  if (!rules.isActive(day)) return excluded(unit, CountReason.MANDATE_INACTIVE);
  if (status === FindingStatus.MERGED) return excluded(unit, CountReason.MERGED_INTO);
  if (status === FindingStatus.REJECTED) return excluded(unit, CountReason.REJECTED);
  if (status === FindingStatus.REPORTED) return excluded(unit, CountReason.UNVERIFIED);
  const share = policy.jointCredit === JointCredit.SPLIT ? Math.max(1, finderIds.length) : 1;
  return { ...achieved(unit, share), denominator: false };
}
