import type { CivilDate } from '@lianxin/calendar';
import type { dutyOfferChanged, EventContract, findingChanged, rectificationChanged } from '@lianxin/events';
import type { DutyRateKind } from './index-policy.js';

type PayloadOf<Contract> = Contract extends EventContract<infer Payload> ? Payload : never;

/** Where the offer of a task to one deputy stands. */
export type OfferState = PayloadOf<typeof dutyOfferChanged>;
/** Where a finding stands. */
export type FindingState = PayloadOf<typeof findingChanged>;
/** Where a rectification stands. */
export type RectificationState = PayloadOf<typeof rectificationChanged>;

/** What is counted: an aggregate of the log. */
export enum UnitType {
  OFFER = 'duty_offer',
  FINDING = 'finding',
  RECTIFICATION = 'rectification',
}

/** Why something counts as it does, or does not count (计入与不计入原因). */
export enum CountReason {
  // In the denominator and not in the numerator.
  NOT_CLAIMED = 'NOT_CLAIMED',
  DROPPED = 'DROPPED',
  MISSED = 'MISSED',
  NO_REPORT = 'NO_REPORT',
  LATE = 'LATE',
  OVERDUE = 'OVERDUE',
  NO_FOLLOW_UP = 'NO_FOLLOW_UP',
  NOTHING_FOUND = 'NOTHING_FOUND',
  // Left out.
  CANCELLED = 'CANCELLED',
  FILLED_BY_OTHERS = 'FILLED_BY_OTHERS',
  ON_LEAVE = 'ON_LEAVE',
  RECUSED = 'RECUSED',
  NOTICE_TOO_SHORT = 'NOTICE_TOO_SHORT',
  MANDATE_INACTIVE = 'MANDATE_INACTIVE',
  CLEAN = 'CLEAN',
  UNVERIFIED = 'UNVERIFIED',
  REJECTED = 'REJECTED',
  MERGED_INTO = 'MERGED_INTO',
  SUSPENDED = 'SUSPENDED',
  OUT_OF_JURISDICTION = 'OUT_OF_JURISDICTION',
}

/** What one unit contributes to one rate of one deputy: a place above and below the line, or why it has none. */
export interface Contribution {
  readonly representativeId: string;
  readonly indicator: DutyRateKind;
  readonly unitType: UnitType;
  readonly unitId: string;
  /** The business day by which it belongs to a period: when it was due or done, not when it was recorded. */
  readonly day: CivilDate;
  readonly numerator: boolean;
  readonly denominator: boolean;
  /** Done after all, though too late for the numerator: what `eventualRate` adds. */
  readonly late: boolean;
  /** It weighs 1/share. */
  readonly share: number;
  /** Null for what counts above the line. */
  readonly reason: CountReason | null;
  /** The finding that speaks against "no problem"; only with MISSED. */
  readonly evidenceId: string | null;
}

type Unit = Pick<Contribution, 'representativeId' | 'indicator' | 'unitType' | 'unitId' | 'day'>;

const plain = { late: false, share: 1, evidenceId: null };

/** Above and below the line. */
export function achieved(unit: Unit, share = 1): Contribution {
  return { ...unit, ...plain, numerator: true, denominator: true, reason: null, share };
}

/** Below the line only. */
export function unachieved(
  unit: Unit,
  reason: CountReason,
  more: Partial<Pick<Contribution, 'late' | 'share' | 'evidenceId'>> = {},
): Contribution {
  return { ...unit, ...plain, ...more, numerator: false, denominator: true, reason };
}

/** Neither. */
export function excluded(unit: Unit, reason: CountReason): Contribution {
  return { ...unit, ...plain, numerator: false, denominator: false, reason };
}
