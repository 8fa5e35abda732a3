import { type Db, isConnectionFailure, type Sql } from '@lianxin/database';
import type { LoggedEvent } from '../event.types.js';
import { readLog, readLogTypes } from '../log/read-log.js';
import type { ConsumerDefinition } from './consumer-definition.js';
import { type ConsumerStore, consumerStore } from './consumer-store.js';
import { handleEvent, reasonOf, typesOf } from './handle-event.js';
import { listParked, type ParkedEvent } from './parked-events.js';

/** What became of one parked event. */
export interface Replayed {
  readonly event: ParkedEvent;
  /**
   * `handled`: its effect is there, it is parked no more. `failed`: nothing changed but its reason and attempts.
   * `overtaken`: nothing changed at all, because later events of its aggregate were handled and the consumer cannot
   * take those again.
   */
  readonly outcome: 'handled' | 'failed' | 'overtaken';
  /** Why it failed. */
  readonly reason?: string;
}

class Overtaken extends Error {}

const pageSize = 500;

/**
 * Gives parked events to the consumer's handlers again, in the order of the log, one transaction each: inbox row, effect
 * and the end of its parking commit together. It may run beside the consumer, whose checkpoint row it locks; an event
 * that is handled meanwhile is not handled twice.
 * @param db As the role of the consumer's schema
 */
export async function replayParked(db: Db, consumer: ConsumerDefinition, eventId?: string): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  const chosen = { consumer: consumer.name, eventId, limit: pageSize };
  for (let after = 0, more = true; more;) {
    const page = await listParked(db, consumer.schema, { ...chosen, after });
    for (const event of page) replayed.push(await replayOne(db, consumer, event));
    after = page.at(-1)?.position ?? after;
    more = page.length === pageSize;
  }
  return replayed;
}

/** Whether the consumer has handled this event. */
export async function isHandled(sql: Sql, { schema, name }: ConsumerDefinition, eventId: string): Promise<boolean> {
  const text = `select from ${schema}.inbox where consumer = $1 and event_id = $2::uuid`;
  return (await sql.queryText(text, [name, eventId])).length > 0;
}

async function replayOne(db: Db, consumer: ConsumerDefinition, event: ParkedEvent): Promise<Replayed> {
  const store = consumerStore(consumer.schema, consumer.name);
  try {
    await db.transaction(async (tx) => {
      const { position: checkpoint } = await store.look(tx);
      const fresh = await store.claim(tx, [event.eventId]);
      // Not fresh: a rewound consumer took it since it was parked, so only its parking is left to end.
      if (fresh.has(event.eventId)) await handleLate(tx, consumer, event, checkpoint);
      await store.unpark(tx, event.eventId);
    });
    return { event, outcome: 'handled' };
  } catch (error) {
    if (error instanceof Overtaken) return { event, outcome: 'overtaken' };
    if (isConnectionFailure(error)) throw error;
    return keepParked(db, store, event, reasonOf(error));
  }
}

async function keepParked(db: Db, store: ConsumerStore, event: ParkedEvent, reason: string): Promise<Replayed> {
  await store.noteFailure(db, event.eventId, reason);
  return { event, outcome: 'failed', reason };
}

/**
 * The effect of an event that comes after its successors. Those of its aggregate and of its type are had again behind
 * it, so that the replica ends as if it had come in its turn.
 */
async function handleLate(tx: Sql, consumer: ConsumerDefinition, parked: ParkedEvent, upTo: number): Promise<void> {
  const [event] = await readLog(tx, { after: parked.position - 1, limit: 1 });
  if (event?.eventId !== parked.eventId) throw new Error(`The log has no such event at ${String(parked.position)}`);
  await handleEvent(consumer.handlers, event, tx);
  for await (const later of successors(tx, consumer, event, upTo)) {
    if (consumer.replica === undefined) throw new Overtaken();
    await handleEvent(consumer.handlers, later, tx);
  }
}

async function* successors(
  tx: Sql,
  consumer: ConsumerDefinition,
  event: LoggedEvent,
  upTo: number,
): AsyncGenerator<LoggedEvent, void, void> {
  const { name, schema, replica, handlers } = consumer;
  const parked = await listParked(tx, schema, { consumer: name, after: event.position, limit: 1_000_000 });
  const aside = new Set(parked.map(({ eventId }) => eventId));
  const concerns = (later: LoggedEvent): boolean =>
    (later.aggregateType === event.aggregateType && later.aggregateId === event.aggregateId) ||
    (replica !== undefined && later.type === event.type);
  const types = typesOf(handlers);
  for (let after = event.position, more = true; more;) {
    const page = await readLogTypes(tx, { after, upTo, types, limit: pageSize });
    for (const later of page) if (concerns(later) && !aside.has(later.eventId)) yield later;
    after = page.at(-1)?.position ?? upTo;
    more = page.length === pageSize;
  }
}
