import type { Delivery } from './delivery.js';

/** One subscriber in a group. */
export interface Member {
  /** Position of the last event that it has; its group writes it and passes over what is not behind it. */
  last: number;
  /** Whether its session still stands. */
  stands(): boolean;
  /** Puts results on their way. False when its reader is so slow that nothing more is kept for it. */
  deliver(delivery: Delivery): boolean;
  /** It, or its group, was too slow: it leaves, and is told the position to resume from. */
  cutOff(last: number): void;
  /** The group's stream is over, and with it this one. */
  finish(): void;
}
