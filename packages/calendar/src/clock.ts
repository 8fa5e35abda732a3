/** Where a module gets the present from. Nothing reads the system's time by itself, so that a test can set it. */
export interface Clock {
  now(): Date;
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move: for tests, simulations and demonstrations. */
export interface SettableClock extends Clock {
  /** Moves to an instant, forwards or backwards. */
  set(instant: Date): void;
  /** Moves by so many milliseconds. */
  advance(milliseconds: number): void;
}

/** A settable clock that shows `start`. Every reading is its own `Date`: a caller cannot move the clock through one. */
export function settableClock(start: Date): SettableClock {
  let time = valid(start);
  return {
    now: () => new Date(time),
    set: (instant) => {
      time = valid(instant);
    },
    advance: (milliseconds) => {
      time = valid(new Date(time + milliseconds));
    },
  };
}

function valid(instant: Date): number {
  const time = instant.getTime();
  if (Number.isNaN(time)) throw new RangeError('A clock cannot show an invalid date');
  return time;
}
