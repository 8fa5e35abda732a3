import type { CivilDate } from '@lianxin/calendar';
import { businessDate } from '@lianxin/calendar';
import { refuse } from '@lianxin/errors';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import { defineMachine, type Verdict } from '@lianxin/workflow';
import { dayBefore } from '../../../duty-index/core/index-period.js';
import { regionOf } from '../../duty-schemes.policy.js';

/** Where the evaluation of a group in a period stands (考评状态). */
export enum EvaluationStatus {
  /** Judgements are taken, and results follow them. */
  OPEN = 'OPEN',
  /** 封账: figures are frozen; what was wrong is corrected beside them. */
  CLOSED = 'CLOSED',
}

/** The evaluation of a group, as far as its rules look at it. */
export interface EvaluationState {
  readonly status: EvaluationStatus;
  /** Moved by judgements while it is open, then by closing and each correction. */
  readonly version: number;
  readonly regionCode: string;
  /** The day after the last. */
  readonly end: CivilDate;
}

/** A correction, as far as the rules look at it. */
export interface CorrectionInput {
  readonly reason: string;
  /** What is added, in hundredths of a point. */
  readonly hundredths: number;
  /** What the score comes to without it; null where there is none. */
  readonly before: number | null;
  /** Corrections of the same result so far. */
  readonly count: number;
}

interface EvaluationInputs {
  CLOSE: { readonly members: number };
  CORRECT: CorrectionInput;
}

/** Most corrections of one result: they are shown with it, all of them. */
const mostCorrections = 50;
const highest = 10_000;

const isOwnRegion = (principal: Principal, { regionCode }: EvaluationState): Verdict =>
  regionOf(principal) === regionCode || refuse('ROLE_NOT_PERMITTED');

const hasEnded = ({ end }: EvaluationState, now: Date): Verdict =>
  businessDate(now) >= end || refuse('EVALUATION_NOT_ENDED', { end: dayBefore(end) });

const hasMembers = (_: EvaluationState, { members }: EvaluationInputs['CLOSE']): Verdict =>
  members > 0 || refuse('GROUP_EMPTY');

function isSound(_: EvaluationState, { reason, hundredths, before, count }: CorrectionInput): Verdict {
  if (reason === '') return refuse('REASON_REQUIRED');
  if (before === null) return refuse('SCORE_MISSING');
  if (count >= mostCorrections) return refuse('CORRECTIONS_FULL', { max: mostCorrections });
  const after = before + hundredths;
  if (after < 0 || after > highest) return refuse('CORRECTION_OUT_OF_RANGE', { points: after / 100 });
  return true;
}

/** The life of an evaluation: it is closed once, by the office of its region, and corrected by what is added. */
export const evaluationMachine = defineMachine<EvaluationStatus, Role, EvaluationState, Principal, EvaluationInputs>({
  name: 'evaluation',
  states: [EvaluationStatus.OPEN, EvaluationStatus.CLOSED],
  initial: [EvaluationStatus.OPEN],
  terminal: [],
  stateOf: ({ status }) => status,
  rolesOf: ({ roles }) => roles,
  actions: {
    CLOSE: {
      from: [EvaluationStatus.OPEN],
      to: EvaluationStatus.CLOSED,
      by: [Role.OFFICE_CLERK],
      permit: isOwnRegion,
      when: hasEnded,
      check: hasMembers,
    },
    CORRECT: {
      from: [EvaluationStatus.CLOSED],
      to: EvaluationStatus.CLOSED,
      by: [Role.OFFICE_CLERK],
      permit: isOwnRegion,
      check: isSound,
    },
  },
});
