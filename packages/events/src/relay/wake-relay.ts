import { type Db, statement } from '@lianxin/database';
import type { NewEvent } from '../event.types.js';
import { relayHere } from './relays-here.js';

/** The channel on which the relay is woken; the message is the schema whose outbox has something. */
export const outboxChannel = 'lianxin_outbox';

// NOTIFY makes its transaction one that writes, and its commit would wait for the disk, for the sake of a message that
// may get lost.
const notify = statement<never>(
  'wake_relay',
  `select set_config('synchronous_commit', 'off', true), pg_notify('${outboxChannel}', $1)`,
);

/** Two calls closer than this become one: a wake-up serves all rows of the outbox. */
const spacingMs = 2;

interface Waker {
  state: 'idle' | 'sending' | 'sending-again';
}

const wakers = new WeakMap<Db, Waker>();

/**
 * Tells the relay that there is something in an outbox: at once if it runs in this process, or else through the database.
 * Call it after the commit; it returns at once, and many calls become few. Not inside the transaction: NOTIFY makes
 * commits queue for one lock of the whole server. A wake-up that gets lost costs half a second, since the relay also looks
 * by itself.
 * @param committed the event, when it is one: a quiet relay of this process lets those who are waiting for it begin, and
 * moves it alone
 */
export function wakeRelay(db: Db, committed?: NewEvent): void {
  let waker = wakers.get(db);
  if (waker === undefined) wakers.set(db, (waker = { state: 'idle' }));
  if (waker.state === 'idle') void send(db, waker, committed);
  else waker.state = 'sending-again';
}

async function send(db: Db, waker: Waker, committed?: NewEvent): Promise<void> {
  waker.state = 'sending';
  const relay = relayHere(db.database);
  if (relay) relay.ring(db.schema, committed);
  else await db.query(notify, [db.schema]).catch(() => undefined);
  setTimeout(() => {
    const again = waker.state === 'sending-again';
    waker.state = 'idle';
    if (again) void send(db, waker);
  }, spacingMs).unref();
}
