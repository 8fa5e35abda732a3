import type { LoggedEvent } from '../event.types.js';

/** Who is told what a relay of the same process has logged. */
export interface FeedListener {
  /** Events that are committed, in the order of the log. Nobody says that the first one is the next. */
  readonly onEvents: (events: readonly LoggedEvent[]) => void;
  /** Events as they will be in the log if the commit under way succeeds. Nobody says that it does. */
  readonly onExpected?: (events: readonly LoggedEvent[]) => void;
  /** Something may be in the log that is not brought. */
  readonly onDoubt: () => void;
}

/**
 * What the relay of a process hands on to the tails of that process, without a way through the database: give the same one
 * to both. It is a short cut and no more. Whatever it leaves out, the log has, and tails are told that there is something
 * by the database, as they are where the relay runs elsewhere; only of what this relay moves, or lends its head for, the
 * database need not tell.
 */
export class LocalFeed {
  private readonly listeners = new Set<FeedListener>();
  private session: number | undefined;

  /** Whether events are wanted. */
  get isHeard(): boolean {
    return this.listeners.size > 0;
  }

  /** Whether somebody can begin with events before they are committed. */
  get isExpecting(): boolean {
    for (const { onExpected } of this.listeners) if (onExpected) return true;
    return false;
  }

  /** Whether what this session of the database logs is brought here, or a doubt in its place. */
  brings(session: number): boolean {
    return session === this.session;
  }

  /** A relay of this process begins to move over this session. */
  begin(session: number): void {
    this.session = session;
  }

  /** It moves over this session no more; what it did at last may not have been brought. */
  end(session: number): void {
    if (this.session === session) this.session = undefined;
    this.doubt();
  }

  /** The same events come to `publish` when they are committed; when they are not, `doubt` comes. */
  expect(events: readonly LoggedEvent[]): void {
    if (events.length > 0) for (const { onExpected } of this.listeners) onExpected?.(events);
  }

  publish(events: readonly LoggedEvent[]): void {
    if (events.length > 0) for (const { onEvents } of this.listeners) onEvents(events);
  }

  doubt(): void {
    for (const { onDoubt } of this.listeners) onDoubt();
  }

  /** @returns what ends the listening */
  listen(listener: FeedListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
