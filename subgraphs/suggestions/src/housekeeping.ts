import { statement } from '@lianxin/database';
import { expireRatings } from './suggestion/expire-ratings.js';
import type { SuggestionServices } from './suggestion/suggestion.services.js';

const keyLifetimeHours = 24;

/** Plan: a range of idempotency_created_at. */
const sweepKeys = statement<never>(
  'suggestions_sweep_idempotency',
  `delete from suggestions.idempotency where created_at < $1::timestamptz - interval '${keyLifetimeHours} hours'`,
);

/** What has to be done now and then: ratings whose window has passed, keys that have served. */
export async function keepHouse(services: SuggestionServices): Promise<void> {
  await expireRatings(services);
  await services.db.query(sweepKeys, [services.clock.now()]);
}
