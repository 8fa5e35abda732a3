import { statement } from '@lianxin/database';
import { expireDutyOffers } from '../duty-task/expire-duty-offers.js';
import { lapseDutyOffers } from '../duty-task/lapse-duty-offers.js';
import { passDue } from '../rectification/pass-due.js';
import type { DutyServices } from './duty-command.js';

const keyLifetimeHours = 24;

/** Plan: a range of idempotency_created_at. */
const sweepKeys = statement<never>(
  'representatives_sweep_idempotency',
  `delete from representatives.idempotency where created_at < $1::timestamptz - interval '${keyLifetimeHours} hours'`,
);

/** What has to be done now and then: offers and rectifications whose time has passed, offers of those without a mandate, keys that have served. */
export async function keepDutyHouse(services: DutyServices): Promise<void> {
  await expireDutyOffers(services);
  // After what expired: a deadline that passed while the mandate was held counts.
  await lapseDutyOffers(services);
  await passDue(services);
  await services.db.query(sweepKeys, [services.clock.now()]);
}
