import type { LoggedEvent } from '@lianxin/events';

/** Where live reads what a subscriber missed. */
export interface EventLog {
  /** Events of a topic behind a position, in order, `limit` at most. */
  read(topic: string, after: number, limit: number): Promise<readonly LoggedEvent[]>;
  /** The first position that is kept; earlier events are archived. It only grows. */
  first(): Promise<number>;
  /** What a cursor notes of the event at a position; null when it is not there. */
  markAt(position: number): Promise<string | null>;
  /** Position of the newest event; 0 in an empty log. */
  head(): Promise<number>;
}
