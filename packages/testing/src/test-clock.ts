/** A clock that stands still until it is told otherwise; fits the platform's `Clock`. */
export interface TestClock {
  now(): Date;
  /** Moves on by so many milliseconds. */
  advance(ms: number): void;
  /** Jumps to an instant. */
  set(instant: Date | string): void;
}

/** A clock at `start` (an ISO 8601 instant with its offset). */
export function testClock(start: Date | string): TestClock {
  const read = (instant: Date | string): number => {
    const ms = new Date(instant).getTime();
    if (Number.isNaN(ms)) throw new RangeError(`Not an instant: ${String(instant)}`);
    return ms;
  };
  let nowMs = read(start);
  return {
    now: () => new Date(nowMs),
    advance: (ms) => void (nowMs += ms),
    set: (instant) => void (nowMs = read(instant)),
  };
}
