import { AppError } from '@lianxin/errors';
import type { PlannedPoint } from '../light/progress-light.js';
import type { MilestoneInput } from '../milestone/milestone-input.js';
import { hasMajority } from './ballot-majority.js';
import type { ProjectStatus } from './project.enums.js';

/** The vote that a project stands in. Projects of one region with the same day stand in one vote. */
export interface BallotInput {
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  readonly heldOn: string;
  readonly deputyCount: number;
  readonly seats: number;
  readonly candidates: number;
  readonly result?: {
    readonly forCount: number;
    readonly againstCount: number;
    readonly abstainCount: number;
    readonly adopted: boolean;
  } | null;
}

/** A vote on satisfaction. */
export interface SatisfactionInput {
  readonly heldOn: string;
  readonly memberCount: number;
  readonly satisfied: number;
  readonly basicallySatisfied: number;
  readonly notSatisfied: number;
}

/** A livelihood project to register, in whatever state it is. Days are `YYYY-MM-DD`, Asia/Shanghai. */
export interface ProjectInput {
  /** Unique within region and year; a known project is left as it is. */
  readonly number: string;
  readonly name: string;
  readonly year: number;
  /** 12-digit region codes from the province down to the region whose congress votes on it. */
  readonly regionPath: readonly string[];
  readonly status: ProjectStatus | `${ProjectStatus}`;
  /** Days in ascending order, percent from 0 to 100 and never falling. */
  readonly plannedProgress?: readonly PlannedPoint[];
  readonly actualPercent?: number;
  /** Fen; a bigint, because a number is not exact for every sum. */
  readonly budgetFen?: bigint | null;
  readonly leadUnitId?: string | null;
  readonly leadMemberId?: string | null;
  readonly taskForce?: { readonly name: string; readonly memberIds: readonly string[] } | null;
  readonly milestones?: readonly MilestoneInput[];
  readonly ballot?: BallotInput | null;
  /** Rounds in the order in which they were held. */
  readonly satisfaction?: readonly SatisfactionInput[];
  readonly acceptance?: {
    readonly acceptedOn: string;
    readonly acceptedBy: string;
    readonly conclusion?: string | null;
  } | null;
}

const isPercent = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 100;

const ascends = (plan: readonly PlannedPoint[]): boolean =>
  plan.every(({ on, percent }, index) => {
    const before = plan[index - 1];
    return isPercent(percent) && (before === undefined || (before.on < on && before.percent <= percent));
  });

function ballotFault({ deputyCount, seats, candidates, result }: BallotInput): string | null {
  if (seats < 1 || candidates < seats) return 'candidates < seats';
  if (!result) return null;
  const { forCount, againstCount, abstainCount, adopted } = result;
  if (forCount + againstCount + abstainCount > deputyCount) return 'more votes than deputies';
  return adopted && !hasMajority(forCount, deputyCount) ? 'adopted without a majority of all deputies' : null;
}

function faultOf({ plannedProgress, actualPercent, ballot, satisfaction }: ProjectInput): string | null {
  if (!ascends(plannedProgress ?? [])) return 'plannedProgress';
  if (!isPercent(actualPercent ?? 0)) return 'actualPercent';
  const overfull = satisfaction?.some((vote) => {
    return vote.satisfied + vote.basicallySatisfied + vote.notSatisfied > vote.memberCount;
  });
  if (overfull) return 'more votes than members';
  return ballot ? ballotFault(ballot) : null;
}

/** Refuses a project that could not be: AppError INVALID_INPUT, with the project's number and what is wrong. */
export function assertProjectInput(input: ProjectInput): void {
  const fault = faultOf(input);
  if (fault !== null) throw new AppError('INVALID_INPUT', { reason: `${input.number}: ${fault}` });
}
