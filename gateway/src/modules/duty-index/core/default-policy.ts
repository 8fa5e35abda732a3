import { OfferExcuse } from '@lianxin/events';
import { contentHash } from './canonical-json.js';
import {
  DiscoveryMode,
  DutyRateKind,
  type IndexPolicy,
  JointCredit,
  type PolicyVersion,
  RectificationAttribution,
} from './index-policy.js';

/** The proposal of RULEBOOK §5.4 and §5.5: what counts where nobody has saved anything else. */
const policy: IndexPolicy = {
  policyId: 'default',
  name: '全体代表',
  effectiveFrom: '2000-01-01',
  cohort: { isPartyMember: null, congressLevel: null, regionCode: null, termNo: null },
  weights: [
    { kind: DutyRateKind.CLAIM, weightBp: 3_000 },
    { kind: DutyRateKind.DISCOVERY, weightBp: 3_000 },
    { kind: DutyRateKind.RECTIFICATION, weightBp: 4_000 },
  ],
  discovery: { mode: DiscoveryMode.MISSED, lookbackDays: 30, targetPerMonth: 1 },
  attribution: RectificationAttribution.OUTCOME,
  jointCredit: JointCredit.FULL,
  minSample: 3,
  minApplicableBp: 5_000,
  minNoticeHours: 24,
  exclusions: Object.values(OfferExcuse),
};

export const defaultPolicy: PolicyVersion = { policy, version: 0, hash: contentHash(policy) };
