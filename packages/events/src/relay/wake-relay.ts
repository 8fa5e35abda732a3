import type { Db } from '@lianxin/database';
import { ringStatement } from '../listen/log-bell.js';
import { relayHere } from './relays-here.js';

/** The channel on which the relay is woken; the message is the schema whose outbox has something. */
export const outboxChannel = 'lianxin_outbox';

const notify = ringStatement('wake_relay', outboxChannel);

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
 */
export function wakeRelay(db: Db): void {
  let waker = wakers.get(db);
  if (waker === undefined) wakers.set(db, (waker = { state: 'idle' }));
  if (waker.state === 'idle') void send(db, waker);
  else waker.state = 'sending-again';
}

async function send(db: Db, waker: Waker): Promise<void> {
  waker.state = 'sending';
  const relay = relayHere(db.database);
  if (relay) relay.ring(db.schema);
  else await db.query(notify, [db.schema]).catch(() => undefined);
  setTimeout(() => {
    const again = waker.state === 'sending-again';
    waker.state = 'idle';
    if (again) void send(db, waker);
  }, spacingMs).unref();
}
