import type { Sql } from '@lianxin/database';
import { DutyTaskStatus as S, OfferExcuse } from '@lianxin/events';
import type { ActorRole } from '@lianxin/subgraph-kit';
import type { DutyCommander } from '../duty/duty.actor.js';
import type { DutyAction } from '../duty/duty.enums.js';
import { found, saveSteps, StaleStep } from '../duty/duty-step.js';
import type { DutyTaskState } from './duty-task.state.js';
import { countOffers, offerAggregate, offersInState } from './duty-task.store.js';

const open = [S.OFFERED, S.CLAIMED];

/**
 * Ends a task with every offer that is not over; they are excused as CANCELLED, what was completed stays.
 * @throws StaleStep when the task moved since it was read
 */
export async function endTask(
  tx: Sql,
  before: DutyTaskState,
  who: DutyCommander & { readonly by: readonly ActorRole[]; readonly at: Date },
  { action, note }: { readonly action: DutyAction; readonly note: string },
): Promise<DutyTaskState> {
  const locked = found(await countOffers(tx, before.id, { cancelledAt: who.at }));
  if (locked.version !== before.version + 1) throw new StaleStep();
  const offers = await tx.query(offersInState, [before.id, open]);
  const steps = offers.map((offer) => {
    const was = { ...offer, task: locked };
    const after = { ...was, status: S.CANCELLED, excuse: OfferExcuse.CANCELLED, version: offer.version + 1 };
    return { action, before: was, after, note };
  });
  await saveSteps(tx, offerAggregate, steps, who);
  const claimed = offers.filter(({ status }) => status === S.CLAIMED).length;
  return (await countOffers(tx, before.id, { open: claimed - offers.length, claimed: -claimed })) ?? locked;
}
