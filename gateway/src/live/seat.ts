import type { EventQueue } from './event-queue.js';

/** What a group of subscribers is fed from. */
export interface Feed {
  /** Has every event behind `after` that the log's tail told, or has overflowed. */
  readonly queue: EventQueue;
  /** Position behind which the group begins. */
  readonly after: number;
  /** Position of the event whose result is on its way; null for what is told to everybody, such as a failure. */
  at: number | null;
  /** Whether that result may be delivered, where it is executed while that is still asked. */
  permit?: Promise<boolean> | undefined;
  /** It was so slow that its next events are archived; its members may stand further on. */
  isLost?: boolean;
}

/** Among whom a stream may be shared: all who may see the same, or the connections of one account. */
export type Audience = 'CLASS' | 'ACCOUNT';

/** Where a stream stands that asks for a place in a group. */
export interface Standing {
  readonly topic: string;
  readonly audience: Audience;
  /** What the tail told behind `after`; a new group takes it over. */
  readonly queue: EventQueue;
  /** Position of the last event that its reader has. */
  readonly after: number;
}

/**
 * How a stream takes part in the fan-out: one of a single subscriber, which hands over to a group when it has caught up
 * with the tail, or the one of a group. A stream without a seat stays on its own.
 */
export interface Seat {
  /** There for the stream of a group. */
  readonly feed?: Feed;
  /**
   * Asks for a place in the group of this operation, topic and audience.
   * @returns false while the group is further on than the stream: then go on alone, and ask again
   */
  join?(standing: Standing): 'opened' | 'joined' | false;
}
