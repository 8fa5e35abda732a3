import { refuse } from '@lianxin/errors';
import { DutyTaskKind, DutyTaskStatus as S, InspectionConclusion, OfferExcuse } from '@lianxin/events';
import { ActorRole } from '@lianxin/subgraph-kit';
import { defineMachine, type Verdict } from '@lianxin/workflow';
import type { DutyActor } from '../duty/duty.actor.js';
import { allowed, isSystem, oversees } from '../duty/duty.policy.js';
import type { OfferedTask } from './duty-task.state.js';

const { REPRESENTATIVE, OFFICE_CLERK, INSPECTOR, SYSTEM } = ActorRole;

/** What a completion says. */
export interface Completion {
  readonly conclusion: InspectionConclusion | null;
  readonly findings: number;
}

/** Input of each action, as far as its rules look at it. */
export interface DutyOfferInputs {
  CLAIM: object;
  RELEASE: { readonly reason: string };
  APPROVE_DROP: object;
  COMPLETE: Completion;
  EXCUSE: { readonly excuse: OfferExcuse };
  CANCEL: object;
  FILL: object;
  EXPIRE: object;
  LAPSE: object;
}

/** Excuses that an office grants; the others follow from what happened. */
const granted: readonly OfferExcuse[] = [OfferExcuse.ON_LEAVE, OfferExcuse.RECUSED, OfferExcuse.MANDATE_INACTIVE];

const isOwn = (actor: DutyActor, { representativeId }: OfferedTask): Verdict =>
  allowed(actor.representativeId === representativeId, 'NOT_YOUR_TASK');
const taskOverseen = (actor: DutyActor, { task }: OfferedTask): Verdict => oversees(actor, task);

const beforeClaimDeadline = ({ claimBy }: OfferedTask, now: Date): Verdict =>
  now < claimBy || refuse('CLAIM_DEADLINE_PASSED', { claimBy: claimBy.toISOString() });
const beforeDue = ({ dueAt }: OfferedTask, now: Date): Verdict =>
  now < dueAt || refuse('TASK_DUE_PASSED', { dueAt: dueAt.toISOString() });
const outOfTime = ({ status, claimBy, dueAt }: OfferedTask, now: Date): Verdict =>
  allowed(now >= (status === S.OFFERED ? claimBy : dueAt), 'NOT_IN_STATE');
const dropped = ({ droppedAt, dropApproved }: OfferedTask): Verdict =>
  droppedAt !== null && !dropApproved ? true : refuse('NOTHING_TO_APPROVE');

/** An inspection says what it came to, and names what it found when it found something; nothing else does. */
const reportIsClear = ({ task }: OfferedTask, { conclusion, findings }: Completion): Verdict => {
  if (task.kind !== DutyTaskKind.INSPECTION)
    return allowed(conclusion === null && findings === 0, 'CONCLUSION_NOT_ASKED');
  if (conclusion === null) return refuse('CONCLUSION_REQUIRED');
  if (conclusion === InspectionConclusion.CLEAN) return allowed(findings === 0, 'CLEAN_WITH_FINDINGS');
  return allowed(findings > 0, 'FINDINGS_REQUIRED');
};

/** The life of an offer (RULEBOOK §5.2): one task, one deputy. A drop stays what it is when the office agrees to it. */
export const dutyOfferMachine = defineMachine<S, ActorRole, OfferedTask, DutyActor, DutyOfferInputs>({
  name: 'duty offer',
  states: [S.OFFERED, S.CLAIMED, S.COMPLETED, S.RELEASED, S.EXPIRED, S.CANCELLED],
  initial: [S.OFFERED],
  terminal: [S.COMPLETED, S.CANCELLED],
  stateOf: ({ status }) => status,
  rolesOf: ({ roles }) => roles,
  actions: {
    CLAIM: { from: [S.OFFERED], to: S.CLAIMED, by: [REPRESENTATIVE], permit: isOwn, when: beforeClaimDeadline },
    RELEASE: {
      from: [S.CLAIMED],
      to: S.RELEASED,
      by: [REPRESENTATIVE],
      permit: isOwn,
      when: beforeDue,
      check: (_, { reason }) => allowed(reason !== '', 'REASON_REQUIRED'),
    },
    APPROVE_DROP: {
      from: [S.RELEASED, S.EXPIRED],
      to: [S.RELEASED, S.EXPIRED],
      choose: ({ status }) => status,
      by: [OFFICE_CLERK],
      permit: taskOverseen,
      when: dropped,
    },
    COMPLETE: {
      from: [S.CLAIMED],
      to: S.COMPLETED,
      by: [REPRESENTATIVE],
      permit: isOwn,
      when: beforeDue,
      check: reportIsClear,
    },
    EXCUSE: {
      from: [S.OFFERED, S.CLAIMED, S.RELEASED, S.EXPIRED],
      to: S.CANCELLED,
      by: [OFFICE_CLERK],
      permit: taskOverseen,
      check: (_, { excuse }) => allowed(granted.includes(excuse), 'EXCUSE_NOT_GRANTABLE'),
    },
    CANCEL: { from: [S.OFFERED, S.CLAIMED], to: S.CANCELLED, by: [OFFICE_CLERK, INSPECTOR], permit: taskOverseen },
    FILL: { from: [S.OFFERED], to: S.CANCELLED, by: [SYSTEM], permit: isSystem },
    EXPIRE: { from: [S.OFFERED, S.CLAIMED], to: S.EXPIRED, by: [SYSTEM], permit: isSystem, when: outOfTime },
    LAPSE: { from: [S.OFFERED, S.CLAIMED], to: S.CANCELLED, by: [SYSTEM], permit: isSystem },
  },
});
