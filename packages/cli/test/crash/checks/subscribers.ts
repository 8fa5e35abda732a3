import type { Subscriber } from '../traffic/subscriber.js';
import type { CrashWorld } from '../world/crash-world.js';

/** The positions that a subscriber has to have: all of its topic behind where it began that its stream tells. */
export async function expectedOf({ admin }: CrashWorld, { following }: Subscriber): Promise<number[]> {
  const rows = await admin.queryText<{ position: number }>(
    `select position from events.log
     where topics && array[$1] and position > $2 and type in ('suggestion.transitioned', 'notification.received')
     order by position`,
    [following.topic, following.from],
  );
  return rows.map(({ position }) => position);
}

/** Where a subscriber's log first leaves the server's, if it does. */
function difference(received: readonly number[], expected: readonly number[]): string | undefined {
  const at = expected.findIndex((position, n) => received[n] !== position);
  if (at === -1)
    return received.length > expected.length ? `${received.length - expected.length} more than there are` : undefined;
  const [got, due] = [received.slice(Math.max(0, at - 2), at + 3), expected.slice(Math.max(0, at - 2), at + 3)];
  return `event ${at + 1} of ${expected.length}: has …${got.join(' ')}…, the log …${due.join(' ')}…`;
}

/** A subscriber's log against the server's. A RESYNC that names a cursor leaves no gap, since one resumes from there. */
export async function subscriberFaults(world: CrashWorld, subscriber: Subscriber): Promise<string[]> {
  const { name, received, resyncs, faults } = subscriber;
  const different = difference(received, await expectedOf(world, subscriber));
  const unnamed = resyncs.filter(({ position }) => position === null);
  return [...faults, ...(different !== undefined && unnamed.length === 0 ? [`${name}: ${different}`] : [])];
}
