import { statement } from '@lianxin/database';
import { wakeRelay } from '@lianxin/events';
import { dutySystemActor } from '../duty/duty.actor.js';
import type { DutyServices } from '../duty/duty-command.js';
import { DutyAction } from '../duty/duty.enums.js';
import { StaleStep } from '../duty/duty-step.js';
import { findTask } from '../duty-task/duty-task.store.js';
import { dutyOfferMachine } from '../duty-task/duty-offer.machine.js';
import { endTask } from '../duty-task/end-duty-task.js';

const batchSize = 200;
const note = '诉求已办结、撤回或已有代表办理';

/**
 * Tasks of suggestions that left the market: at once where the suggestion is gone or nobody has claimed it, and when it is
 * due where the claimant has not finished. Plan: duty_task_market, a probe of market_suggestion_task_id_key for each.
 */
const over = statement<{ id: string; at: Date }>(
  'representatives_market_tasks_over',
  `select t.id, least(t.due_at, $1::timestamptz) as at from representatives.duty_task t
   join representatives.market_suggestion m on m.task_id = t.id
   where t.open_to_region and t.status in ('OFFERED', 'CLAIMED') and m.stand <> 'OPEN'
     and (m.stand = 'GONE' or t.claimed_count = 0 or t.due_at <= $1::timestamptz)
   order by t.id limit ${batchSize}`,
);

async function close({ db }: DutyServices, id: string, at: Date): Promise<boolean> {
  try {
    return await db.transaction(async (tx) => {
      const task = await findTask(tx, id);
      if (!task || task.cancelledAt !== null) return false;
      const who = { actor: dutySystemActor, request: null, by: dutyOfferMachine.actions.LAPSE.by, at };
      await endTask(tx, task, who, { action: DutyAction.LAPSE, note });
      return true;
    });
  } catch (error) {
    // Somebody claimed or completed it in the same moment; the next look decides.
    if (error instanceof StaleStep) return false;
    throw error;
  }
}

/**
 * 退出认领市场: what is over is taken out of the market, and a claim that could not be carried to its end is excused as
 * CANCELLED. Who claimed before the answer came may still report what became of it, until the task is due.
 * @returns how many ended
 */
export async function closeSuggestionTasks(services: DutyServices): Promise<number> {
  const now = services.clock.now();
  let closed = 0;
  for (;;) {
    const tasks = await services.db.query(over, [now]);
    let moved = 0;
    for (const { id, at } of tasks) if (await close(services, id, at)) moved += 1;
    closed += moved;
    if (moved === 0) break;
  }
  if (closed > 0) wakeRelay(services.db);
  return closed;
}
