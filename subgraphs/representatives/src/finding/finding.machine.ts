import { refuse } from '@lianxin/errors';
import { FindingStatus as S } from '@lianxin/events';
import { ActorRole } from '@lianxin/subgraph-kit';
import { defineMachine, type Verdict } from '@lianxin/workflow';
import type { DutyActor } from '../duty/duty.actor.js';
import { allowed, oversees } from '../duty/duty.policy.js';
import type { FindingState } from './finding.state.js';

const { REPRESENTATIVE, OFFICE_CLERK, INSPECTOR } = ActorRole;

/** Input of each action, as far as its rules look at it. */
export interface FindingInputs {
  CONFIRM: object;
  VERIFY: object;
  REJECT: { readonly reason: string };
  MERGE: { readonly target: FindingState | null };
}

const isInvited = (actor: DutyActor, { invitedIds }: FindingState): Verdict =>
  allowed(actor.representativeId !== undefined && invitedIds.includes(actor.representativeId), 'NOT_A_FINDER');

/** Into another finding of the same office that speaks for itself: two findings cannot end in each other. */
const targetFits = (it: FindingState, { target }: { readonly target: FindingState | null }): Verdict => {
  const fits = target !== null && target.id !== it.id && target.regionPath.join() === it.regionPath.join();
  return fits && (target.status === S.REPORTED || target.status === S.VERIFIED)
    ? true
    : refuse('FINDING_MERGE_INVALID');
};

/** The life of a finding (RULEBOOK §5.2). Somebody other than its finder verifies it. */
export const findingMachine = defineMachine<S, ActorRole, FindingState, DutyActor, FindingInputs>({
  name: 'finding',
  states: [S.REPORTED, S.VERIFIED, S.REJECTED, S.MERGED],
  initial: [S.REPORTED],
  terminal: [S.REJECTED, S.MERGED],
  stateOf: ({ status }) => status,
  rolesOf: ({ roles }) => roles,
  actions: {
    CONFIRM: {
      from: [S.REPORTED, S.VERIFIED],
      to: [S.REPORTED, S.VERIFIED],
      choose: ({ status }) => status,
      by: [REPRESENTATIVE],
      permit: isInvited,
    },
    VERIFY: { from: [S.REPORTED], to: S.VERIFIED, by: [OFFICE_CLERK, INSPECTOR], permit: oversees },
    REJECT: {
      from: [S.REPORTED],
      to: S.REJECTED,
      by: [OFFICE_CLERK, INSPECTOR],
      permit: oversees,
      check: (_, { reason }) => allowed(reason !== '', 'REASON_REQUIRED'),
    },
    MERGE: { from: [S.REPORTED], to: S.MERGED, by: [OFFICE_CLERK, INSPECTOR], permit: oversees, check: targetFits },
  },
});
