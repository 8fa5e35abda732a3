import { OfferExcuse } from '@lianxin/events';
import { z } from 'zod';
import { PeriodKind, periodStarting } from './index-period.js';

/** The three rates of the duty index (履职指数). */
export enum DutyRateKind {
  CLAIM = 'CLAIM',
  DISCOVERY = 'DISCOVERY',
  RECTIFICATION = 'RECTIFICATION',
}

/** How the discovery rate (问题发现率) is counted. */
export enum DiscoveryMode {
  /** Found ÷ (found + missed + not reported): a clean object lowers nobody's rate. */
  MISSED = 'MISSED',
  /** min(verified findings, target) ÷ target. */
  QUOTA = 'QUOTA',
  /** Inspections with a verified finding ÷ inspections done. */
  YIELD = 'YIELD',
}

/** What the rectification rate (整改落实率) credits a deputy with. */
export enum RectificationAttribution {
  /** The outcome: accepted on or before the day it was due. */
  OUTCOME = 'OUTCOME',
  /** The deputy's own check in time, whatever the responsible unit did. */
  FOLLOW_UP = 'FOLLOW_UP',
}

/** How a finding of several deputies counts for each. */
export enum JointCredit {
  FULL = 'FULL',
  /** Among n deputies it weighs 1/n, above and below the line. */
  SPLIT = 'SPLIT',
}

/** Whom a policy is for; null means "any". */
const cohortSchema = z.strictObject({
  isPartyMember: z.boolean().nullable(),
  congressLevel: z.enum(['NATIONAL', 'PROVINCE', 'CITY', 'COUNTY', 'TOWN']).nullable(),
  /** 12 digits; the region and all below it. */
  regionCode: z
    .string()
    .regex(/^\d{12}$/)
    .nullable(),
  termNo: z.int().min(1).max(99).nullable(),
});

/** The rules by which an index is computed, as data (履职指数规则). Amounts say their units. */
export const indexPolicySchema = z.strictObject({
  /** Names the policy and its cohort through all versions. */
  policyId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: z.string().trim().min(1).max(60),
  /** The first day of the month from which this version counts. */
  effectiveFrom: z.iso.date().refine((day) => periodStarting(PeriodKind.MONTH, day) !== null),
  cohort: cohortSchema,
  weights: z
    .array(z.strictObject({ kind: z.enum(DutyRateKind), weightBp: z.int().min(0).max(10_000) }))
    .min(1)
    .max(3),
  discovery: z.strictObject({
    mode: z.enum(DiscoveryMode),
    /** MISSED: days after a visit within which another source's finding speaks against "no problem". */
    lookbackDays: z.int().min(1).max(365),
    /** QUOTA: verified findings a month. */
    targetPerMonth: z.int().min(0).max(100),
  }),
  attribution: z.enum(RectificationAttribution),
  jointCredit: z.enum(JointCredit),
  /** A rate with a smaller denominator is shown as 样本不足. */
  minSample: z.int().min(1).max(1_000),
  /** A score in which rates of less weight than this apply is shown and not ranked. */
  minApplicableBp: z.int().min(0).max(10_000),
  /** An offer whose deadline came sooner than this after it was made is not held against anybody. */
  minNoticeHours: z.int().min(0).max(720),
  /** Reasons that take an offer out of the denominator. */
  exclusions: z.array(z.enum(OfferExcuse)).max(6),
});

/** The rules of one version of one policy. */
export type IndexPolicy = z.output<typeof indexPolicySchema>;

/** A version as it was saved. */
export interface PolicyVersion {
  readonly policy: IndexPolicy;
  readonly version: number;
  /** `contentHash` of the policy. */
  readonly hash: string;
}

/** The weight of a rate, in basis points; 0 for one that the policy leaves out. */
export function weightOf({ weights }: Pick<IndexPolicy, 'weights'>, kind: DutyRateKind): number {
  return weights.find((weight) => weight.kind === kind)?.weightBp ?? 0;
}
