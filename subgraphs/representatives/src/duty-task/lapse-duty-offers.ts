import { businessDate } from '@lianxin/calendar';
import { statement } from '@lianxin/database';
import { DutyTaskStatus as S, OfferExcuse, wakeRelay } from '@lianxin/events';
import { dutySystemActor } from '../duty/duty.actor.js';
import type { DutyServices } from '../duty/duty-command.js';
import { StaleStep } from '../duty/duty-step.js';
import { moveOffer } from './change-duty-offer.js';
import { findOffer } from './duty-task.store.js';

const batchSize = 200;

/**
 * Open offers of deputies without a mandate on a day. Plan: the partial indexes duty_offer_unclaimed and duty_offer_undone,
 * which hold what is open and nothing else, against mandate_term_key.
 */
const ofInactive = statement<{ id: string }>(
  'representatives_duty_offers_of_inactive',
  `select o.id from representatives.duty_offer o
   where (o.status = 'OFFERED' or o.status = 'CLAIMED')
     and not exists (select 1 from representatives.mandate m where m.representative_id = o.representative_id
       and m.status = 'ACTIVE' and m.from_date <= $1::date and (m.to_date is null or m.to_date >= $1::date))
   order by o.task_id, o.id limit ${batchSize}`,
);

async function lapse({ db }: DutyServices, id: string, at: Date): Promise<boolean> {
  try {
    return await db.transaction(async (tx) => {
      const before = await findOffer(tx, id);
      if (!before || (before.status !== S.OFFERED && before.status !== S.CLAIMED)) return false;
      const patch = { excuse: OfferExcuse.MANDATE_INACTIVE };
      const change = { action: 'LAPSE', input: {}, patch } as const;
      await moveOffer(tx, { actor: dutySystemActor, request: null }, before, change, at);
      return true;
    });
  } catch (error) {
    // The deputy or another process was quicker.
    if (error instanceof StaleStep) return false;
    throw error;
  }
}

/**
 * 不在任: whoever holds no mandate any more (ended, suspended, run out) does no duty, and what was open is not held against
 * them. Any number of processes may run it: an offer lapses once, by its version.
 * @returns how many lapsed
 */
export async function lapseDutyOffers(services: DutyServices): Promise<number> {
  const now = services.clock.now();
  let lapsed = 0;
  for (;;) {
    const open = await services.db.query(ofInactive, [businessDate(now)]);
    let moved = 0;
    for (const { id } of open) if (await lapse(services, id, now)) moved += 1;
    lapsed += moved;
    if (moved === 0) break;
  }
  if (lapsed > 0) wakeRelay(services.db);
  return lapsed;
}
