import type { NewEvent } from '../event.types.js';

/** A relay that can be told which outbox has something. */
export interface Ringable {
  /** @param committed what its writer has put there and committed just now, when it is one event */
  ring(source: string, committed?: NewEvent): void;
}

/** The relays of this process that lead, each by the database that it serves (`Db.database`). */
const leaders = new Map<string, Ringable>();

/** The relay that serves a database from this process, if one does. */
export const relayHere = (database: string): Ringable | undefined => leaders.get(database);

export function leadsHere(database: string, relay: Ringable): void {
  leaders.set(database, relay);
}

export function leadsNoMore(database: string, relay: Ringable): void {
  if (leaders.get(database) === relay) leaders.delete(database);
}
