import { businessDate, endOfDay } from '@lianxin/calendar';
import { type Sql, statement } from '@lianxin/database';
import { RectificationStatus, wakeRelay } from '@lianxin/events';
import { dutySystemActor } from '../duty/duty.actor.js';
import type { DutyServices } from '../duty/duty-command.js';
import { StaleStep } from '../duty/duty-step.js';
import { moveRectification } from './change-rectification.js';
import { findRectification } from './rectification.store.js';

const batchSize = 200;

/** Plan: a range of rectification_open. */
const pastDue = statement<{ id: string }>(
  'representatives_rectifications_past_due',
  `select id from representatives.rectification where status = 'OPEN' and due_on < $1::date order by due_on limit ${batchSize}`,
);

async function pass(services: DutyServices, id: string): Promise<boolean> {
  try {
    return await services.db.transaction(async (tx: Sql) => {
      const before = await findRectification(tx, id);
      if (before?.status !== RectificationStatus.OPEN) return false;
      const who = { actor: dutySystemActor, request: null };
      await moveRectification(tx, who, before, { action: 'PASS_DUE', input: {} }, endOfDay(before.dueOn));
      return true;
    });
  } catch (error) {
    // Somebody else moved it in the same moment.
    if (error instanceof StaleStep) return false;
    throw error;
  }
}

/** 逾期: what was not accepted by its day is overdue from the end of that day on. Returns how many. */
export async function passDue(services: DutyServices): Promise<number> {
  let passed = 0;
  for (;;) {
    const late = await services.db.query(pastDue, [businessDate(services.clock.now())]);
    let moved = 0;
    for (const { id } of late) if (await pass(services, id)) moved += 1;
    passed += moved;
    if (moved === 0) break;
  }
  if (passed > 0) wakeRelay(services.db);
  return passed;
}
