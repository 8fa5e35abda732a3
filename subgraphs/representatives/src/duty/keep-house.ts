import { forgetKeys } from '@lianxin/workflow';
import { expireDutyOffers } from '../duty-task/expire-duty-offers.js';
import { lapseDutyOffers } from '../duty-task/lapse-duty-offers.js';
import { passDue } from '../rectification/pass-due.js';
import type { DutyServices } from './duty-command.js';

/** What has to be done now and then: offers and rectifications whose time has passed, offers of those without a mandate, keys that have served. */
export async function keepDutyHouse(services: DutyServices): Promise<void> {
  await expireDutyOffers(services);
  // After what expired: a deadline that passed while the mandate was held counts.
  await lapseDutyOffers(services);
  await passDue(services);
  await forgetKeys(services.db, services.db.schema, services.clock.now());
}
