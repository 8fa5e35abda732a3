import { type Db, openDb } from '@lianxin/database';
import {
  accountGrantsChanged,
  type Backlog,
  type BacklogSchemas,
  latestPosition,
  type LocalFeed,
  logBounds,
  type LoggedEvent,
  type LogTail,
  markAt,
  type NatsOptions,
  readBacklog,
  readLog,
  sessionRevoked,
  startLogTail,
  type TailCounts,
} from '@lianxin/events';
import type { Revocations } from '../guard/revocations.js';
import type { Log } from '../log.js';
import type { EventLog } from './event-log.js';
import { LiveHub } from './live-hub.js';

/** What follows the event log for a gateway. */
export interface LogFollower {
  readonly hub: LiveHub;
  readonly log: EventLog;
  /** Events in the log that were not handed on yet. */
  lag(): Promise<number>;
  /** How they came. */
  counts(): TailCounts;
  /** Whether the tail keeps up: nothing waits, or it has moved on since it was last asked. */
  follows(): Promise<boolean>;
  /** What waits in outboxes and before consumers. */
  backlog(schemas: BacklogSchemas): Promise<Backlog>;
  stop(): Promise<void>;
}

/** What the follower needs. */
export interface LogFollowerOptions {
  readonly logUrl: string;
  readonly nats?: NatsOptions | undefined;
  readonly feed?: LocalFeed | undefined;
  readonly queueBound: number;
  readonly revocations: Revocations;
  readonly log: Log;
}

/** A topic's read is a client's wait; the readers of many topics share a few connections. */
const readConnections = 4;

function revoke(event: LoggedEvent, revocations: Revocations): void {
  if (sessionRevoked.matches(event)) revocations.endSession(sessionRevoked.read(event).payload.sessionId);
  // The edition of an account's grants is its aggregate version.
  if (accountGrantsChanged.matches(event)) revocations.requireGrants(event.aggregateId, event.aggregateVersion);
}

/**
 * Hands a batch of the tail to everybody here. Revocations go before deliveries: in a batch in which a session ends, its
 * streams have ended when the events are handed on.
 */
export function handOn(events: readonly LoggedEvent[], hub: LiveHub, revocations: Revocations): void {
  for (const event of events) revoke(event, revocations);
  for (const event of events) hub.publish(event);
}

/** Starts the one tail of this gateway. */
export async function followLog(options: LogFollowerOptions): Promise<LogFollower> {
  const { logUrl, nats, feed, queueBound, revocations, log } = options;
  const hub = new LiveHub(queueBound);
  const db = await openDb({
    url: logUrl,
    schema: 'events',
    poolSize: readConnections,
    applicationName: 'lianxin live',
  });
  const tail = await startTail(db);
  // Whoever subscribes before the first event begins here.
  hub.position = Math.max(hub.position, tail.position());
  const lag = async (): Promise<number> => Math.max(0, (await latestPosition(db)) - tail.position());
  let lastSeen = -1;
  return {
    hub,
    log: {
      read: (topic, after, limit) => readLog(db, { topics: [topic], after, limit }),
      first: async () => (await logBounds(db)).first,
      markAt: (position) => markAt(db, position),
      head: () => latestPosition(db),
    },
    lag,
    counts: () => tail.counts(),
    backlog: (schemas) => readBacklog(db, schemas),
    async follows() {
      const before = lastSeen;
      lastSeen = tail.position();
      return (await lag()) === 0 || lastSeen !== before;
    },
    async stop() {
      await tail.stop();
      hub.doubt();
      await db.close();
    },
  };

  async function startTail(opened: Db): Promise<LogTail> {
    try {
      return await startLogTail({
        url: logUrl,
        nats,
        feed,
        onEvents: (events) => handOn(events, hub, revocations),
        onExpected: (events) => hub.expect(events),
        onDoubt: () => hub.doubt(),
        onError: (cause) => log.error('live.tail_failed', { cause }),
      });
    } catch (error) {
      await opened.close();
      throw error;
    }
  }
}
