import { businessDate, type CivilDate } from '@lianxin/calendar';
import { ActorRole } from '@lianxin/subgraph-kit';
import { defineMachine, type Verdict } from '@lianxin/workflow';
import type { DutyActor } from '../duty/duty.actor.js';
import { allowed } from '../duty/duty.policy.js';
import { MandateStatus as S } from './mandate.entity.js';
import { keepsMandate } from './mandate.policy.js';
import type { MandateOf } from './mandate.state.js';

/** Input of each action, as far as its rules look at it. */
export interface MandateInputs {
  /** The first day without the mandate. */
  SUSPEND: { readonly day: CivilDate; readonly reason: string };
  /** The first day with it again. */
  RESUME: { readonly day: CivilDate; readonly reason: string };
}

/** A clerk who is the deputy does not decide on their own mandate. */
const mayDecide = (actor: DutyActor, it: MandateOf): Verdict =>
  allowed(actor.representativeId !== it.representativeId && keepsMandate(actor, it), 'ROLE_NOT_PERMITTED');

/** Within the mandate, behind every day that was suspended before, and not ahead: what will be is not on record. */
const dayFits = (
  { fromDate, toDate, suspensions }: MandateOf,
  { day, reason }: MandateInputs['SUSPEND'],
  now: Date,
) => {
  const last = suspensions.at(-1);
  const behind = last === undefined || day > (last.to ?? last.from);
  const within = fromDate <= day && (toDate === null || day <= toDate);
  if (!(behind && within && day <= businessDate(now))) return allowed(false, 'MANDATE_DAYS_WRONG');
  return allowed(reason !== '', 'REASON_REQUIRED');
};

const by = [ActorRole.OFFICE_CLERK];

/** 暂停执行代表职务 and back (代表法2025 art. 61). Its end (art. 62) is told by the register, and nothing leaves it. */
export const mandateMachine = defineMachine<S, ActorRole, MandateOf, DutyActor, MandateInputs>({
  name: 'mandate',
  states: [S.ACTIVE, S.SUSPENDED],
  initial: [S.ACTIVE],
  terminal: [],
  stateOf: ({ status }) => status,
  rolesOf: ({ roles }) => roles,
  actions: {
    SUSPEND: { from: [S.ACTIVE], to: S.SUSPENDED, by, permit: mayDecide, check: dayFits },
    RESUME: { from: [S.SUSPENDED], to: S.ACTIVE, by, permit: mayDecide, check: dayFits },
  },
});
