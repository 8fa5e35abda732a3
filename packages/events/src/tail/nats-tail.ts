import { SessionKeeper } from '../listen/session.js';
import { latestPosition } from '../log/read-log.js';
import { LogFeed } from '../nats/log-feed.js';
import { logStreamOf } from '../nats/log-stream.js';
import type { NatsOptions } from '../nats/nats-options.js';
import { FedTail } from './fed-tail.js';
import type { LogTail, LogTailOptions } from './log-tail.types.js';
import { TailPlace } from './tail-place.js';

/** Silence after which the log is asked whether there was nothing to say. */
const silenceMs = 2_000;
/** The same while the broker is away: then nobody rings. */
const awayMs = 250;

/** The tail that a broker feeds. */
export async function startNatsTail(options: LogTailOptions, nats: NatsOptions): Promise<LogTail> {
  const { url, from, pollMs, onError = () => undefined } = options;
  const keeper = new SessionKeeper({
    url,
    applicationName: 'lianxin log tail',
    onSignal: () => undefined,
  });
  try {
    const sql = await keeper.get();
    const stream = await logStreamOf(sql);
    const tail = new FedTail({
      place: new TailPlace(options, from ?? (await latestPosition(sql))),
      session: keeper,
      feedOf: (parts) => new LogFeed({ nats, stream, ...parts }),
      pollMs: (isOpen) => pollMs ?? (isOpen ? silenceMs : awayMs),
      onError,
    });
    tail.start();
    return {
      position: () => tail.position,
      counts() {
        const { brought, read, gaps, isOpen } = tail.counts;
        return { fromBroker: brought, fromRelay: 0, fromLog: read, gaps, isBrokerHeard: isOpen };
      },
      stop: () => tail.stop(),
      [Symbol.asyncDispose]: () => tail.stop(),
    };
  } catch (error) {
    await keeper.close();
    throw error;
  }
}
