import { decodeCursor, type LoggedEvent, type PlacedEvent } from '@lianxin/events';
import type { EventLog } from './event-log.js';
import { EventQueue } from './event-queue.js';
import { followTopic, type Following } from './follow-topic.js';
import { LiveHub } from './live-hub.js';
import type { Feed, Seat } from './seat.js';

const idAt = (position: number): string => `00000000-0000-7000-8000-${String(position).padStart(12, '0')}`;
const eventAt = (position: number): LoggedEvent =>
  ({
    position,
    eventId: idAt(position),
    topics: ['t'],
    type: 'x',
    payload: {},
    aggregateId: 'a',
  }) as unknown as LoggedEvent;

const behind = (position: number) => ({ position, mark: null });

/** A log in memory with a tail that tells the hub of an event some time after it was written. */
function world(queueBound: number) {
  const hub = new LiveHub(queueBound);
  const written: LoggedEvent[] = [];
  const kept = { first: 1 };
  const log: EventLog = {
    read: async (_topic, after, limit) =>
      written.filter(({ position }) => position > after && position >= kept.first).slice(0, limit),
    first: async () => kept.first,
    markAt: async (position) => written[position - 1]?.eventId.slice(-12) ?? null,
    head: async () => written.length,
  };
  const write = (): LoggedEvent => {
    const event = eventAt(written.length + 1);
    written.push(event);
    return event;
  };
  const follow = (options: Partial<Following> = {}) =>
    followTopic({ hub, log, topic: 't', after: null, locale: 'en', ...options });
  return { hub, log, write, follow, written, kept };
}

async function take(events: AsyncGenerator<readonly PlacedEvent[]>, count: number): Promise<number[]> {
  const positions: number[] = [];
  while (positions.length < count) {
    const step = await events.next();
    if (!step.done) positions.push(...step.value.map(({ position }) => position));
  }
  return positions;
}

describe('followTopic', () => {
  it('joins the log and the live events whatever the tail has told already', async () => {
    // Every interleaving of a short run: the tail tells each event before, while or after the log is read.
    for (let toldBefore = 0; toldBefore <= 4; toldBefore += 1) {
      const { hub, log, write, written, follow } = world(10);
      for (let n = 0; n < 4; n += 1) write();
      written.slice(0, toldBefore).forEach((event) => hub.publish(event));
      const told = { now: false };
      const late: EventLog = {
        ...log,
        read: async (topic, after, limit) => {
          if (!told.now) {
            told.now = true;
            written.slice(toldBefore).forEach((event) => hub.publish(event));
            hub.publish(write());
          }
          return log.read(topic, after, limit);
        },
      };
      const events = follow({ after: behind(1), log: late });
      expect(await take(events, 4)).toEqual([2, 3, 4, 5]);
      hub.publish(write());
      expect(await take(events, 1)).toEqual([6]);
      await events.return();
      expect(hub.subscribers).toBe(0);
    }
  });

  it('reads on when its queue overflows during the replay', async () => {
    const { hub, write, follow } = world(2);
    for (let n = 0; n < 60; n += 1) write();
    const events = follow({ after: behind(0) });
    expect(await take(events, 50)).toHaveLength(50);
    for (let n = 0; n < 5; n += 1) hub.publish(write());
    expect(await take(events, 15)).toEqual(Array.from({ length: 15 }, (_, n) => 51 + n));
    await events.return();
  });

  it('ends a reader that is too slow with the cursor to resume from', async () => {
    const { hub, write, follow } = world(2);
    const events = follow();
    const first = events.next();
    hub.publish(write());
    expect((await first).value).toHaveLength(1);
    for (let n = 0; n < 3; n += 1) hub.publish(write());
    await expect(events.next()).rejects.toMatchObject({ extensions: { code: 'RESYNC', cursor: expect.any(String) } });
    expect(hub.subscribers).toBe(0);
  });

  it('keeps the mark of the cursor that a reader came with, when it has brought nothing yet', async () => {
    const { hub, write, follow } = world(2);
    for (let n = 0; n < 3; n += 1) write();
    const after = { position: 3, mark: idAt(3).slice(-12) };
    const events = follow({ after });
    const next = events.next();
    // It has read the log, and waits.
    await new Promise(setImmediate);
    for (let n = 0; n < 3; n += 1) hub.publish(write());
    const { extensions } = (await next.catch((error: unknown) => error)) as { extensions: { cursor: string } };
    expect(extensions).toMatchObject({ code: 'RESYNC' });
    expect(decodeCursor(extensions.cursor)).toEqual(after);
  });

  it('is no gap to who resumes behind archived events, or falls behind them during the replay', async () => {
    const { write, follow, kept } = world(100);
    for (let n = 0; n < 120; n += 1) write();
    kept.first = 11;
    await expect(follow({ after: behind(9) }).next()).rejects.toMatchObject({
      extensions: { code: 'RESYNC', cursor: null },
    });
    const events = follow({ after: behind(10) });
    expect(await take(events, 50)).toEqual(Array.from({ length: 50 }, (_, n) => 11 + n));
    kept.first = 101;
    await expect(events.next()).rejects.toMatchObject({ extensions: { code: 'RESYNC', cursor: null } });
  });

  it('knows a cursor of another log by its event', async () => {
    const { write, follow, kept } = world(100);
    for (let n = 0; n < 20; n += 1) write();
    const marked = (position: number, of: number) => ({ position, mark: idAt(of).slice(-12) });
    expect(await take(follow({ after: marked(7, 7) }), 13)).toHaveLength(13);
    await expect(follow({ after: marked(7, 8) }).next()).rejects.toMatchObject({
      extensions: { code: 'RESYNC', cursor: null },
    });
    await expect(follow({ after: marked(21, 21) }).next()).rejects.toMatchObject({
      extensions: { code: 'RESYNC', cursor: null },
    });
    expect(await take(follow({ after: marked(0, 99) }), 20)).toHaveLength(20);
    kept.first = 8;
    expect(await take(follow({ after: marked(7, 7) }), 13)).toHaveLength(13);
  });

  it('ends while it waits when its signal says so', async () => {
    const { hub, follow } = world(2);
    const abort = new AbortController();
    const events = follow({ signal: abort.signal });
    const waiting = events.next();
    await Promise.resolve();
    expect(hub.subscribers).toBe(1);
    abort.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(hub.subscribers).toBe(0);
  });

  it('hands over what it has not read yet when it has caught up', async () => {
    const { hub, write, follow } = world(10);
    for (let n = 0; n < 3; n += 1) hub.publish(write());
    const asked: { after: number; waiting: number }[] = [];
    const group: { queue?: EventQueue; isAhead: boolean } = { isAhead: true };
    const seat: Seat = {
      join: ({ queue, after }) => {
        asked.push({ after, waiting: queue.size });
        if (group.isAhead) return false;
        group.queue = queue;
        return 'opened';
      },
    };
    const events = follow({ after: behind(1), seat });
    expect(await take(events, 2)).toEqual([2, 3]);
    hub.publish(write());
    expect(await take(events, 1)).toEqual([4]);
    hub.publish(write());
    group.isAhead = false;
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(asked).toEqual([
      { after: 3, waiting: 1 },
      { after: 4, waiting: 1 },
    ]);
    // Still listening, for the group.
    expect(hub.subscribers).toBe(1);
    hub.publish(write());
    const feed = { queue: group.queue ?? new EventQueue(1), after: 4, at: null };
    expect(await take(follow({ seat: { feed } }), 2)).toEqual([5, 6]);
  });

  it('reads on from the log when the queue of a group overflows', async () => {
    const { hub, write, follow } = world(2);
    hub.publish(write());
    const feed = { queue: hub.attach('t'), after: 1, at: null };
    const events = follow({ seat: { feed } });
    for (let n = 0; n < 120; n += 1) hub.publish(write());
    expect(await take(events, 120)).toEqual(Array.from({ length: 120 }, (_, n) => 2 + n));
    hub.publish(write());
    expect(await take(events, 1)).toEqual([122]);
    await events.return();
  });

  it('ends the stream of a group whose next events are archived: its members may be further on', async () => {
    const { hub, write, follow, kept } = world(2);
    hub.publish(write());
    const feed: Feed = { queue: hub.attach('t'), after: 1, at: null };
    const events = follow({ seat: { feed } });
    for (let n = 0; n < 5; n += 1) hub.publish(write());
    kept.first = 3;
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(feed.isLost).toBe(true);
  });
});
