import { appendToOutbox, dutyTimePassed, wakeRelay } from '@lianxin/events';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import { tellPassed } from './warning.sql.js';

/**
 * Tells the log that time has passed, where a light waits for it; the consumer turns the lights when it hears of it.
 * Returns whether there was anything to tell. Who may run when: any number of gateways; what one has told, the next does
 * not tell again.
 */
export async function tellTime({ db, clock }: DutySchemesParts): Promise<boolean> {
  const told = await db.transaction(async (tx) => {
    const now = clock.now();
    const [row] = await tx.query(tellPassed, [now]);
    if (!row) return false;
    const passed = dutyTimePassed.create({
      aggregateType: 'duty_time',
      aggregateId: 'duty_time',
      aggregateVersion: row.version,
      payload: { at: now.toISOString() },
      topics: [],
      occurredAt: now,
    });
    await appendToOutbox(tx, 'duty_schemes', [passed]);
    return true;
  });
  if (told) wakeRelay(db);
  return told;
}
