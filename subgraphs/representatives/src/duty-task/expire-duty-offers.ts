import { type Sql, statement } from '@lianxin/database';
import { DutyTaskStatus as S, wakeRelay } from '@lianxin/events';
import { dutySystemActor } from '../duty/duty.actor.js';
import type { DutyServices } from '../duty/duty-command.js';
import { StaleStep } from '../duty/duty-step.js';
import { moveOffer } from './change-duty-offer.js';
import { findOffer } from './duty-task.store.js';

const batchSize = 200;

/** Plan: ranges of duty_offer_unclaimed and duty_offer_undone. */
const outOfTime = statement<{ id: string; task_id: string }>(
  'representatives_duty_offers_out_of_time',
  `select id, task_id from (
     (select id, task_id from representatives.duty_offer where status = 'OFFERED' and claim_by <= $1::timestamptz limit ${batchSize})
     union all
     (select id, task_id from representatives.duty_offer where status = 'CLAIMED' and due_at <= $1::timestamptz limit ${batchSize})
   ) late order by task_id, id`,
);

async function expire(services: DutyServices, id: string): Promise<boolean> {
  try {
    return await services.db.transaction(async (tx: Sql) => {
      const before = await findOffer(tx, id);
      if (!before || (before.status !== S.OFFERED && before.status !== S.CLAIMED)) return false;
      const at = before.status === S.OFFERED ? before.claimBy : before.dueAt;
      await moveOffer(tx, { actor: dutySystemActor, request: null }, before, { action: 'EXPIRE', input: {} }, at);
      return true;
    });
  } catch (error) {
    // Somebody claimed or completed it in the same moment, or another process was quicker.
    if (error instanceof StaleStep) return false;
    throw error;
  }
}

/**
 * 逾期: offers whose deadline has passed end at the deadline itself, however late the housekeeping comes. Any number of
 * processes may run it: an offer expires once, by its version.
 * @returns how many expired
 */
export async function expireDutyOffers(services: DutyServices): Promise<number> {
  const now = services.clock.now();
  let expired = 0;
  for (;;) {
    const late = await services.db.query(outOfTime, [now]);
    let moved = 0;
    for (const { id } of late) if (await expire(services, id)) moved += 1;
    expired += moved;
    if (moved === 0) break;
  }
  if (expired > 0) wakeRelay(services.db);
  return expired;
}
