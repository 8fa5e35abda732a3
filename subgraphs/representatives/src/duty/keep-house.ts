import { forgetKeys } from '@lianxin/workflow';
import { closeSuggestionTasks } from '../claim-market/close-suggestion-tasks.js';
import { openSuggestionTasks } from '../claim-market/open-suggestion-tasks.js';
import { expireDutyOffers } from '../duty-task/expire-duty-offers.js';
import { lapseDutyOffers } from '../duty-task/lapse-duty-offers.js';
import { passDue } from '../rectification/pass-due.js';
import type { DutyServices } from './duty-command.js';

/**
 * What has to be done now and then: offers and rectifications whose time has passed, offers of those without a mandate, the
 * claim market, keys that have served.
 */
export async function keepDutyHouse(services: DutyServices): Promise<void> {
  // Before what expires: a claim whose suggestion is over is excused when it is due, and not held against anybody.
  await closeSuggestionTasks(services);
  await openSuggestionTasks(services);
  await expireDutyOffers(services);
  // After what expired: a deadline that passed while the mandate was held counts.
  await lapseDutyOffers(services);
  await passDue(services);
  await forgetKeys(services.db, services.db.schema, services.clock.now());
}
