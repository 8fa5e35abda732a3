import { forgetKeys } from '@lianxin/workflow';
import { expireRatings } from './suggestion/expire-ratings.js';
import type { SuggestionServices } from './suggestion/suggestion.services.js';

/** What has to be done now and then: ratings whose window has passed, keys that have served. */
export async function keepHouse(services: SuggestionServices): Promise<void> {
  await expireRatings(services);
  await forgetKeys(services.db, services.db.schema, services.clock.now());
}
