import type { EventHandler } from './event-handler.js';

/** A consumer as programs beside it know it too: those that run it, and those that repair or rebuild it. */
export interface ConsumerDefinition {
  /** Unique in the platform; its memory goes by this name. */
  readonly name: string;
  /** The schema that holds its inbox, checkpoint and parked events (`eventTables`). */
  readonly schema: string;
  readonly handlers: readonly EventHandler[];
  /**
   * Given when the consumer's effects are these tables of its schema and nothing else, come from the log alone, and can
   * be had twice without harm. What an event does may be undone only by later events of its aggregate or of its type.
   * Its statements name the tables without their schema, so that a rebuild can stand shadows in their place.
   */
  readonly replica?: Replica;
}

/** The tables of a consumer that can be made again from the log. */
export interface Replica {
  readonly tables: readonly string[];
  /** Indexes on them that only readers use: a rebuild keeps none of them while it counts. */
  readonly unreadIndexes?: readonly string[];
}
