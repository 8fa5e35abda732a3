import { hostOf } from '@lianxin/database';
import { logChannel } from './log-bell.js';
import { SessionKeeper } from './session.js';

/** Called with the message and the sending session of every ring, and without them when the connection is lost. */
type OnRing = (types?: string, session?: number) => void;

/** One that hears the log's bell. */
export interface LogEar {
  /**
   * Returns when it listens: what is logged from then on rings. Call it before each look at the log, so that nothing is
   * missed when the connection was lost. Throws DATABASE_UNREACHABLE.
   */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

/** The one session of this process that listens to the log of a database. */
class LogListener {
  private readonly ears = new Set<OnRing>();
  private readonly keeper: SessionKeeper;
  private opening: Promise<unknown> | undefined;

  constructor(
    url: string,
    private readonly onUnused: () => void,
  ) {
    this.keeper = new SessionKeeper({
      url,
      applicationName: 'lianxin log bell',
      channel: logChannel,
      onSignal: (types, session) => {
        for (const ear of this.ears) ear(types, session);
      },
    });
  }

  add(onRing: OnRing): LogEar {
    this.ears.add(onRing);
    return { ready: () => this.ready(), stop: () => this.remove(onRing) };
  }

  private async ready(): Promise<void> {
    this.opening ??= this.keeper.get().finally(() => (this.opening = undefined));
    await this.opening;
  }

  private async remove(onRing: OnRing): Promise<void> {
    if (!this.ears.delete(onRing) || this.ears.size > 0) return;
    this.onUnused();
    await this.opening?.catch(() => undefined);
    await this.keeper.close();
  }
}

const listeners = new Map<string, LogListener>();

/**
 * Listens to the log's bell. All who do so in one process share a session: PostgreSQL wakes every session that listens, on
 * whatever channel, and each of them costs an event a turn of the processor just when somebody waits for it.
 * @param url the database as any role, since all may listen; the session is that of whoever came first
 */
export function hearLog(url: string, onRing: OnRing): LogEar {
  const database = hostOf(url);
  let listener = listeners.get(database);
  if (!listener) {
    listener = new LogListener(url, () => listeners.delete(database));
    listeners.set(database, listener);
  }
  // A function of its own for each, also where two pass the same.
  return listener.add((types, session) => onRing(types, session));
}
