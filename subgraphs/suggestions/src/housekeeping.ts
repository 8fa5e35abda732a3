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

/** Runs `keepHouse` every so often, one at a time; returns the function that ends it after the run under way. */
export function startHousekeeping(
  services: SuggestionServices,
  everyMs: number,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => (stopped ? undefined : keepHouse(services).catch(onError)));
  }, everyMs);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}
