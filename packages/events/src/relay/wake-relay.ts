import { type Db, statement } from '@lianxin/database';

/** The channel on which the relay is woken; the message is the schema whose outbox has something. */
export const outboxChannel = 'lianxin_outbox';

const notify = statement<never>('wake_relay', `select pg_notify('${outboxChannel}', $1)`);

/** Two calls closer than this become one: a wake-up serves all outbox rows there are. */
const spacingMs = 2;

interface Waker {
  state: 'idle' | 'sending' | 'sending-again';
}

const wakers = new WeakMap<Db, Waker>();

/**
 * Tells the relay that there is something in an outbox. Call it after the commit; it returns at once, and many calls
 * become few notifications. Not inside the transaction: NOTIFY makes commits queue for one lock of the whole server. A
 * wake-up that gets lost costs half a second, since the relay also looks by itself.
 */
export function wakeRelay(db: Db): void {
  let waker = wakers.get(db);
  if (waker === undefined) wakers.set(db, (waker = { state: 'idle' }));
  if (waker.state === 'idle') void send(db, waker);
  else waker.state = 'sending-again';
}

async function send(db: Db, waker: Waker): Promise<void> {
  waker.state = 'sending';
  await db.query(notify, [db.schema]).catch(() => undefined);
  setTimeout(() => {
    const again = waker.state === 'sending-again';
    waker.state = 'idle';
    if (again) void send(db, waker);
  }, spacingMs).unref();
}
