import { hearLog } from '../listen/log-ear.js';
import { SessionKeeper } from '../listen/session.js';
import { latestPosition } from '../log/read-log.js';
import type { LocalFeed } from '../relay/local-feed.js';
import { FedTail, type FeedParts, type TailFeed, type TailSession } from './fed-tail.js';
import type { LogTail, LogTailOptions } from './log-tail.types.js';
import { TailPlace } from './tail-place.js';

/** The database's bell, and what a relay of the same process brings. */
class Bell implements TailFeed {
  /** It has been lost and heard again by the time the log is read. */
  readonly isOpen = true;
  private parts: FeedParts | undefined;
  private unlisten: (() => void) | undefined;

  constructor(
    private readonly feed: LocalFeed | undefined,
    private readonly expecting: Pick<LogTailOptions, 'onExpected' | 'onDoubt'>,
  ) {}

  attach(parts: FeedParts): this {
    this.parts = parts;
    return this;
  }

  /** The database rang for what a session has logged; or the connection is lost. */
  readonly ring = (session: number | undefined): void => {
    if (session === undefined || !this.feed?.brings(session)) this.parts?.onDoubt(Infinity);
  };

  start(): void {
    const { onExpected, onDoubt } = this.expecting;
    this.unlisten = this.feed?.listen({
      onEvents: (events) => {
        for (const event of events) this.parts?.onEvent(event);
      },
      ...(onExpected && { onExpected }),
      onDoubt: () => {
        onDoubt?.();
        this.parts?.onDoubt(Infinity);
      },
    });
  }

  async stop(): Promise<void> {
    this.unlisten?.();
  }

  mistrust(): void {
    // A notification that got lost tells nothing about the next one.
  }
}

/**
 * The tail that PostgreSQL wakes. Notifications only make it look sooner; what it hands over it has read, or it comes from
 * a relay of this process, which has committed it.
 */
export async function startPostgresTail(options: LogTailOptions): Promise<LogTail> {
  const { url, pollMs = 1_000, onError = () => undefined } = options;
  const bell = new Bell(options.feed, options);
  const keeper = new SessionKeeper({
    url,
    applicationName: 'lianxin log tail',
    onSignal: () => bell.ring(undefined),
  });
  const ear = hearLog(url, (_, session) => bell.ring(session));
  const session: TailSession = {
    // Heard before it is read.
    get: () => ear.ready().then(() => keeper.get()),
    close: async () => void (await Promise.all([ear.stop(), keeper.close()])),
  };
  const tail = new FedTail({
    place: await placeOf(options, session),
    session,
    feedOf: (parts) => bell.attach(parts),
    pollMs: () => pollMs,
    onError,
  });
  tail.start();
  return {
    position: () => tail.position,
    counts() {
      const { brought, read } = tail.counts;
      return { fromBroker: 0, fromRelay: brought, fromLog: read, gaps: 0, isBrokerHeard: null };
    },
    stop: () => tail.stop(),
    [Symbol.asyncDispose]: () => tail.stop(),
  };
}

/** Where it begins. The end of the log is asked for when the bell is heard. */
async function placeOf(options: LogTailOptions, session: TailSession): Promise<TailPlace> {
  try {
    const sql = await session.get();
    return new TailPlace(options, options.from ?? (await latestPosition(sql)));
  } catch (error) {
    await session.close();
    throw error;
  }
}
