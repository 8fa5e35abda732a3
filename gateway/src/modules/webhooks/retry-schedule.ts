const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The pauses after each failed attempt. All together about 24 hours; then the event is set aside. */
const pausesMs: readonly number[] = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  8 * hour,
];

/** How long an endpoint may fail before it is disabled. */
export const longestFailureMs = 5 * 24 * hour;

/**
 * When to try again after `attempts` failures, or null when the event is to be set aside. Up to a fifth of the pause is
 * added by chance: endpoints that failed together, since the machine behind them was away, do not come back together.
 * A longer wait that the receiver asked for is kept, up to an hour: more would be a way to stop the stream.
 */
export function nextAttempt(attempts: number, now: Date, chance: number, askedMs = 0): Date | null {
  const pause = pausesMs[attempts - 1];
  if (pause === undefined) return null;
  return new Date(now.getTime() + Math.max(pause * (1 + chance / 5), Math.min(askedMs, hour)));
}
