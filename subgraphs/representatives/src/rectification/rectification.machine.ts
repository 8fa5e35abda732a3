import { businessDate } from '@lianxin/calendar';
import { refuse } from '@lianxin/errors';
import { RectificationStatus as S } from '@lianxin/events';
import { ActorRole } from '@lianxin/subgraph-kit';
import { defineMachine, type Verdict } from '@lianxin/workflow';
import type { DutyActor } from '../duty/duty.actor.js';
import { allowed, isSystem, oversees } from '../duty/duty.policy.js';
import type { RectificationState } from './rectification.state.js';

const { REPRESENTATIVE, UNIT_CLERK, OFFICE_CLERK, INSPECTOR, SYSTEM } = ActorRole;

/** Input of each action, as far as its rules look at it. */
export interface RectificationInputs {
  REQUEST_EXTENSION: { readonly dueOn: string; readonly reason: string };
  GRANT_EXTENSION: object;
  DENY_EXTENSION: { readonly reason: string };
  SUSPEND: { readonly reason: string };
  RESUME: object;
  ACCEPT: object;
  REJECT: { readonly reason: string };
  FOLLOW_UP: object;
  DECLARE_OUT_OF_JURISDICTION: { readonly reason: string };
  PASS_DUE: object;
}

type It = RectificationState;

const isResponsible = (actor: DutyActor, { responsibleUnitId }: It): Verdict =>
  allowed(responsibleUnitId !== null && actor.unitId === responsibleUnitId, 'NOT_RESPONSIBLE_UNIT');
const isFinder = (actor: DutyActor, { representativeIds }: It): Verdict =>
  allowed(actor.representativeId !== undefined && representativeIds.includes(actor.representativeId), 'NOT_A_FINDER');
/** Nobody of the unit that had to put it right strikes it off, whatever else they are. */
const mayAccept = (actor: DutyActor, it: It): Verdict => {
  if (isResponsible(actor, it) === true) return refuse('ACCEPTANCE_BY_OWN_UNIT');
  return oversees(actor, it) === true ? true : isFinder(actor, it);
};

const extensionAsked = ({ askedDueOn }: It): Verdict => allowed(askedDueOn !== null, 'NO_EXTENSION_ASKED');
const laterThanDue = ({ dueOn }: It, input: { readonly dueOn: string; readonly reason: string }): Verdict => {
  if (input.dueOn <= dueOn) return refuse('EXTENSION_NOT_LATER', { dueOn });
  return allowed(input.reason !== '', 'REASON_REQUIRED');
};
const pastDue = ({ dueOn }: It, now: Date): Verdict => allowed(businessDate(now) > dueOn, 'NOT_IN_STATE');
const hasReason = (_: It, { reason }: { readonly reason: string }): Verdict =>
  allowed(reason !== '', 'REASON_REQUIRED');
const mostFollowUps = 200;
const followable = ({ followUps }: It): Verdict => allowed(followUps.length < mostFollowUps, 'TOO_MANY_FOLLOW_UPS');

const running = [S.OPEN, S.OVERDUE] as const;
const office = [OFFICE_CLERK, INSPECTOR] as const;

/**
 * The life of a rectification (RULEBOOK §5.2, §5.4). A new due day opens what was overdue again; OVERDUE follows from the
 * day alone, so an extension asked for in time and granted late takes it back. MERGED is told for findings merged by other
 * means and has no command here.
 */
export const rectificationMachine = defineMachine<S, ActorRole, It, DutyActor, RectificationInputs>({
  name: 'rectification',
  states: [S.OPEN, S.SUSPENDED, S.OVERDUE, S.ACCEPTED, S.REJECTED, S.OUT_OF_JURISDICTION],
  initial: [S.OPEN],
  terminal: [S.ACCEPTED, S.REJECTED, S.OUT_OF_JURISDICTION],
  stateOf: ({ status }) => status,
  rolesOf: ({ roles }) => roles,
  actions: {
    REQUEST_EXTENSION: {
      from: running,
      to: running,
      choose: ({ status }) => status,
      by: [UNIT_CLERK],
      permit: isResponsible,
      check: laterThanDue,
    },
    GRANT_EXTENSION: { from: running, to: S.OPEN, by: [OFFICE_CLERK], permit: oversees, when: extensionAsked },
    DENY_EXTENSION: {
      from: running,
      to: running,
      choose: ({ status }) => status,
      by: [OFFICE_CLERK],
      permit: oversees,
      when: extensionAsked,
      check: hasReason,
    },
    SUSPEND: { from: running, to: S.SUSPENDED, by: [OFFICE_CLERK], permit: oversees, check: hasReason },
    RESUME: { from: [S.SUSPENDED], to: S.OPEN, by: [OFFICE_CLERK], permit: oversees },
    ACCEPT: { from: running, to: S.ACCEPTED, by: [...office, REPRESENTATIVE, UNIT_CLERK], permit: mayAccept },
    REJECT: { from: running, to: S.REJECTED, by: office, permit: oversees, check: hasReason },
    FOLLOW_UP: {
      from: [S.OPEN, S.SUSPENDED, S.OVERDUE],
      to: [S.OPEN, S.SUSPENDED, S.OVERDUE],
      choose: ({ status }) => status,
      by: [REPRESENTATIVE],
      permit: isFinder,
      when: followable,
    },
    DECLARE_OUT_OF_JURISDICTION: {
      from: [S.OPEN, S.SUSPENDED, S.OVERDUE],
      to: S.OUT_OF_JURISDICTION,
      by: [OFFICE_CLERK],
      permit: oversees,
      check: hasReason,
    },
    PASS_DUE: { from: [S.OPEN], to: S.OVERDUE, by: [SYSTEM], permit: isSystem, when: pastDue },
  },
});
