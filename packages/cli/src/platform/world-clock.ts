import { type Clock, type SettableClock, settableClock, systemClock } from '@lianxin/calendar';

/** The clock of a platform: the machine's, except while a demonstration's past is being written. */
export interface WorldClock extends Clock {
  /** Runs `work` on a clock that it sets itself; afterwards it is now again. */
  inThePast<T>(work: (clock: SettableClock) => Promise<T>): Promise<T>;
}

/** A clock that shows the present. */
export function worldClock(): WorldClock {
  let past: SettableClock | undefined;
  return {
    now: () => (past ?? systemClock).now(),
    async inThePast(work) {
      past = settableClock(systemClock.now());
      try {
        return await work(past);
      } finally {
        past = undefined;
      }
    },
  };
}
