import type { Db, Sql } from '@lianxin/database';
import type { NewEvent } from '../event.types.js';
import { appendOne, appendToOutbox, type PlaceRow } from '../outbox.js';
import { relayHere } from './relays-here.js';

/** What a transaction has written, and where it put it. */
export interface Told {
  readonly event: NewEvent;
  /** Its place in the log; null for one that is in the outbox. */
  readonly place: Partial<PlaceRow> | null;
}

/** What came of a transaction. */
export interface Published<Result> {
  readonly result: Result;
  /** Whether events wait in the outbox: wake the relay. */
  readonly waits: boolean;
}

/**
 * Runs a transaction that tells of one event. When a relay of this process leads and has nothing to do, the transaction
 * itself logs the event with the head that it lends: one commit from the writer to who watches. Otherwise the event waits
 * in the outbox.
 * @param write runs the transaction and commits it, with `publishOne` or `appendTold`; it is told whether the head is lent
 * @param toldOf what it has written, or the first of what it has; undefined for nothing
 * @throws what `write` throws
 */
export async function publishAlone<Result>(
  db: Db,
  write: (lends: boolean) => Promise<Result>,
  toldOf: (result: Result) => Told | undefined,
): Promise<Published<Result>> {
  const loan = relayHere(db.database)?.lend(db.schema);
  let result: Result;
  try {
    result = await write(loan !== undefined);
  } catch (error) {
    loan?.doubt();
    throw error;
  }
  const told = toldOf(result);
  const { position = null, recorded_at: recordedAt = null } = told?.place ?? {};
  const logged = told && position !== null && recordedAt && { ...told.event, position, recordedAt };
  if (logged) loan?.logged(logged);
  else loan?.unused();
  return { result, waits: told !== undefined && !logged };
}

/**
 * Appends what a transaction of several statements tells, as the last thing before its commit.
 * @returns the first event, and where it is
 */
export async function appendTold(
  tx: Sql,
  schema: string,
  events: readonly NewEvent[],
  lends: boolean,
): Promise<Told | undefined> {
  const [event, ...others] = events;
  if (lends && event && others.length === 0) return { event, place: await appendOne(tx, schema, event) };
  await appendToOutbox(tx, schema, events);
  return event && { event, place: null };
}
