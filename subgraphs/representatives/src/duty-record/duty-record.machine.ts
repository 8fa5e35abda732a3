import { ActorRole } from '@lianxin/subgraph-kit';
import { defineMachine, type Verdict } from '@lianxin/workflow';
import type { DutyActor } from '../duty/duty.actor.js';
import { allowed, oversees } from '../duty/duty.policy.js';
import { DutyRecordStatus as S } from './duty-record.enums.js';
import type { DutyRecordState } from './duty-record.state.js';

const { REPRESENTATIVE, OFFICE_CLERK } = ActorRole;

/** Input of each action, as far as its rules look at it. */
export interface DutyRecordInputs {
  APPROVE: object;
  REJECT: { readonly reason: string };
  REVOKE: { readonly reason: string };
  RETRACT: object;
}

const isOwn = (actor: DutyActor, { representativeId }: DutyRecordState): Verdict =>
  allowed(actor.representativeId === representativeId, 'NOT_YOUR_RECORD');
/** A clerk who is a deputy as well does not decide on their own record. */
const mayDecide = (actor: DutyActor, it: DutyRecordState): Verdict =>
  actor.representativeId === it.representativeId ? allowed(false, 'ROLE_NOT_PERMITTED') : oversees(actor, it);
const saysWhy = (_: DutyRecordState, { reason }: { readonly reason: string }): Verdict =>
  allowed(reason !== '', 'REASON_REQUIRED');

/** The life of a record that a deputy added: the deputy fills it in, the office approves it (RULEBOOK §5.1). */
export const dutyRecordMachine = defineMachine<S, ActorRole, DutyRecordState, DutyActor, DutyRecordInputs>({
  name: 'duty record',
  states: [S.SUBMITTED, S.APPROVED, S.REJECTED, S.RETRACTED, S.REVOKED],
  initial: [S.SUBMITTED],
  terminal: [S.REJECTED, S.RETRACTED, S.REVOKED],
  stateOf: ({ status }) => status,
  rolesOf: ({ roles }) => roles,
  actions: {
    APPROVE: { from: [S.SUBMITTED], to: S.APPROVED, by: [OFFICE_CLERK], permit: mayDecide },
    REJECT: { from: [S.SUBMITTED], to: S.REJECTED, by: [OFFICE_CLERK], permit: mayDecide, check: saysWhy },
    REVOKE: { from: [S.APPROVED], to: S.REVOKED, by: [OFFICE_CLERK], permit: mayDecide, check: saysWhy },
    RETRACT: { from: [S.SUBMITTED], to: S.RETRACTED, by: [REPRESENTATIVE], permit: isOwn },
  },
});
