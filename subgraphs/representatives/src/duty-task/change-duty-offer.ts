import type { Sql } from '@lianxin/database';
import { refuse } from '@lianxin/errors';
import { DutyTaskStatus as S, OfferExcuse } from '@lianxin/events';
import { isUuid } from '@lianxin/subgraph-kit';
import { apply } from '@lianxin/workflow';
import type { DutyCommander } from '../duty/duty.actor.js';
import { dutySystemActor } from '../duty/duty.actor.js';
import { DutyAction } from '../duty/duty.enums.js';
import { type DutyOutcome, type DutyServices, Refused, runCommand, type VersionedInput } from '../duty/duty-command.js';
import { found, saveSteps, StaleStep } from '../duty/duty-step.js';
import { mayOverseeActor } from '../duty/duty.policy.js';
import { type DutyOfferInputs, dutyOfferMachine } from './duty-offer.machine.js';
import { type DutyOfferState, offerColumns, type OfferedTask } from './duty-task.state.js';
import {
  countOffers,
  type CountChange,
  findOffer,
  findOwnOffer,
  lockedOffer,
  offerAggregate,
  offersInState,
} from './duty-task.store.js';

/** An action on an offer, with its input and what else changes. */
export interface OfferChange<Action extends keyof DutyOfferInputs = keyof DutyOfferInputs> {
  readonly action: Action;
  readonly input: DutyOfferInputs[Action];
  readonly patch?: Partial<DutyOfferState>;
  readonly note?: string | null;
}

/** How the counts of the task follow an offer from one state to another. */
function countsOf(from: S, to: S): CountChange {
  const places = (state: S): number => Number(state === S.CLAIMED);
  return {
    open: Number(to === S.OFFERED) - Number(from === S.OFFERED),
    claimed: places(to) - places(from),
    completed: Number(to === S.COMPLETED),
  };
}

/** Which moments a state is entered at. */
function stamps(before: DutyOfferState, to: S, at: Date): Partial<DutyOfferState> {
  if (to === S.CLAIMED) return { claimedAt: at };
  if (to === S.COMPLETED) return { completedAt: at };
  const drops = to === S.RELEASED || (to === S.EXPIRED && before.status === S.CLAIMED);
  return drops && before.droppedAt === null ? { droppedAt: at } : {};
}

/** Too late: to whoever wanted to claim it is told that others were quicker, not that something changed. */
function staleOffer(offer: DutyOfferState | undefined, action: keyof DutyOfferInputs): Error {
  const filled = action === 'CLAIM' && offer?.status === S.CANCELLED && offer.excuse === OfferExcuse.FILLED_BY_OTHERS;
  return filled ? new Refused(refuse('QUOTA_FILLED')) : new StaleStep();
}

/**
 * One step of an offer in a transaction: the lock on its task, the counts of the task, then the offer itself. When
 * the last place is taken, what is still open is excused in the same transaction.
 * @throws Refused, StaleStep
 */
export async function moveOffer(
  tx: Sql,
  commander: DutyCommander,
  before: OfferedTask,
  { action, input, patch, note = null }: OfferChange,
  at: Date,
): Promise<Record<string, unknown>> {
  const outcome = apply(dutyOfferMachine, before, action, commander.actor, input, at);
  if (!outcome.ok) throw new Refused(outcome.reason);
  const now = await lockedOffer(tx, before);
  if (now?.version !== before.version) throw staleOffer(now, action);
  const task = await countOffers(tx, before.taskId, countsOf(outcome.from, outcome.to));
  if (!task) throw new Refused(refuse('QUOTA_FILLED'));
  const after: OfferedTask = {
    ...before,
    ...stamps(before, outcome.to, at),
    ...patch,
    status: outcome.to,
    version: before.version + 1,
    task,
  };
  const step = { action: DutyAction[action], before, after, note };
  const { by } = dutyOfferMachine.actions[action];
  const [row] = await saveSteps(tx, offerAggregate, [step], { ...commander, by, at });
  if (action === 'CLAIM' && task.claimedCount + task.completedCount >= task.quota) await excuseTheRest(tx, after, at);
  return row ?? {};
}

/** 名额已满: the offers that are still open are nobody's fault any more. */
async function excuseTheRest(tx: Sql, { task }: OfferedTask, at: Date): Promise<void> {
  const open = await tx.query(offersInState, [task.id, [S.OFFERED]]);
  if (open.length === 0) return;
  const excuse = OfferExcuse.FILLED_BY_OTHERS;
  const steps = open.map((offer) => {
    const before = { ...offer, task };
    const after = { ...before, status: S.CANCELLED, excuse: offer.excuse ?? excuse, version: offer.version + 1 };
    return { action: DutyAction.FILL, before, after, note: null };
  });
  const { by } = dutyOfferMachine.actions.FILL;
  await saveSteps(tx, offerAggregate, steps, { actor: dutySystemActor, request: null, by, at });
  await countOffers(tx, task.id, { open: -open.length });
}

/** Makes the action of a command and the offer; it may write what belongs to it, in the same transaction. */
type Decide = (tx: Sql, offer: OfferedTask, at: Date) => OfferChange | Promise<OfferChange>;

function changeFound(
  services: DutyServices,
  commander: DutyCommander,
  operation: string,
  input: VersionedInput,
  find: (sql: Sql) => Promise<OfferedTask | null>,
  decide: Decide,
): Promise<DutyOutcome<DutyOfferState>> {
  const { db } = services;
  const work = async (tx: Sql, at: Date): Promise<Record<string, unknown>> => {
    const before = found(await find(tx));
    if (before.version !== input.expectedVersion) {
      throw staleOffer(before, operation === 'claimDutyTask' ? 'CLAIM' : 'EXPIRE');
    }
    return moveOffer(tx, commander, before, await decide(tx, before, at), at);
  };
  const command = { table: 'duty_offer', input, stateOf: offerColumns.stateOf };
  const current = async (): Promise<number> => (await find(db))?.version ?? input.expectedVersion;
  return runCommand(services, commander, operation, command, work, current);
}

/** A deputy's command on a task: it acts on the deputy's own offer, and `expectedVersion` is that offer's. */
export function changeOwnOffer(
  services: DutyServices,
  commander: DutyCommander,
  operation: string,
  input: VersionedInput,
  decide: Decide,
): Promise<DutyOutcome<DutyOfferState>> {
  const { representativeId } = commander.actor;
  if (representativeId === undefined) return Promise.resolve({ refused: refuse('ROLE_NOT_PERMITTED') });
  const find = async (sql: Sql): Promise<OfferedTask | null> =>
    isUuid(input.id) ? findOwnOffer(sql, input.id, representativeId) : null;
  return changeFound(services, commander, operation, input, find, decide);
}

/** An office's command on one offer. */
export function changeOffer(
  services: DutyServices,
  commander: DutyCommander,
  operation: string,
  input: VersionedInput,
  decide: Decide,
): Promise<DutyOutcome<DutyOfferState>> {
  const find = async (sql: Sql): Promise<OfferedTask | null> => {
    const offer = isUuid(input.id) ? await findOffer(sql, input.id) : null;
    return offer && mayOverseeActor(commander.actor, offer.task) ? offer : null;
  };
  return changeFound(services, commander, operation, input, find, decide);
}
