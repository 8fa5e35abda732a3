import type { LoggedEvent } from '../event.types.js';

/** The head of the log, lent to a writer of this process for the transaction of one event. One of these gives it back. */
export interface HeadLoan {
  /** The transaction is committed, and the event in the log. */
  logged(event: LoggedEvent): void;
  /** Nothing was logged. */
  unused(): void;
  /** Nobody knows whether something was. */
  doubt(): void;
}

/** A relay of this process. */
export interface RelayHere {
  /** This outbox has something. */
  ring(source: string): void;
  /** Undefined when it has something to do itself, or the head is lent. */
  lend(source: string): HeadLoan | undefined;
}

/** The relays of this process that lead, each by the database that it serves (`Db.database`). */
const leaders = new Map<string, RelayHere>();

/** The relay that serves a database from this process, if one does. */
export const relayHere = (database: string): RelayHere | undefined => leaders.get(database);

export function leadsHere(database: string, relay: RelayHere): void {
  leaders.set(database, relay);
}

export function leadsNoMore(database: string, relay: RelayHere): void {
  if (leaders.get(database) === relay) leaders.delete(database);
}
