import { backoffMs, pause } from './backoff.js';
import type { Status, Timing } from './client.types.js';
import { Connection, type ConnectionParts, type Ended } from './connection.js';
import { wakingUp } from './online.js';
import { isLoss } from './request-error.js';
import type { Tokens } from './tokens.js';
import { tooMany, verdictOfClose } from './verdict.js';

/** What the link is made of. */
export interface LinkParts extends Pick<ConnectionParts, 'WebSocket' | 'locale' | 'url'> {
  readonly timing: Timing;
  readonly tokens: Tokens;
  readonly onStatus: (status: Status) => void;
}

/** A connection that stood so long was a good one; the next loss is the first again. */
const goodAfterMs = 10_000;
const normal = 1000;
/** As if so many attempts had failed: the gateway counts messages by the minute. */
const tooManyFailures = 5;

/**
 * The one connection that all streams of a client share. After a loss it makes them wait together, longer each time, and
 * opens the next one when the first of them asks.
 */
export class Link {
  private current: Connection | null = null;
  private opening: Promise<Connection | null> | null = null;
  private waiting: Promise<void> | null = null;
  private failures = 0;
  private users = 0;
  /** Aborted when nobody is left to wait. */
  private patience = new AbortController();

  constructor(private readonly parts: LinkParts) {}

  /** Says that a stream lives. Returns the function that takes it back. */
  join(): () => void {
    this.users += 1;
    return () => {
      this.users -= 1;
      if (this.users > 0) return;
      this.patience.abort();
      this.patience = new AbortController();
      this.failures = 0;
    };
  }

  /**
   * The connection to use now; null when the signal was aborted.
   * @throws GraphQLRequestError SESSION_ENDED; whatever the token source throws, except losses
   */
  async connection(signal: AbortSignal): Promise<Connection | null> {
    while (!signal.aborted) {
      if (this.current) return this.current;
      if (this.waiting) await this.waiting;
      else {
        this.opening ??= this.open().finally(() => (this.opening = null));
        await this.opening;
      }
    }
    return null;
  }

  /** Does not use this connection for anything new: its session has ended. */
  retire(connection: Connection): void {
    if (connection.token !== undefined) this.parts.tokens.refuse(connection.token);
    if (connection === this.current) this.current = null;
  }

  /** Something came: attempts to connect have led somewhere. */
  progress(): void {
    this.failures = 0;
  }

  close(): void {
    this.patience.abort();
    const { current } = this;
    this.current = null;
    current?.hangUp();
    this.parts.onStatus({ state: 'idle' });
  }

  private async open(): Promise<Connection | null> {
    const { onStatus, tokens, WebSocket, locale, timing, url } = this.parts;
    onStatus({ state: 'connecting' });
    let token: string | undefined;
    try {
      token = await tokens.take();
    } catch (error) {
      if (!isLoss(error)) throw error;
      this.waitAfter(`No token: ${(error as Error).message}`);
      return null;
    }
    if (this.users === 0) {
      onStatus({ state: 'idle' });
      return null;
    }
    const connection: Connection = new Connection({
      url,
      WebSocket,
      token,
      locale,
      timing,
      onConnected: () => onStatus({ state: 'connected' }),
      onEnded: (ended) => this.ended(connection, ended),
    });
    this.current = connection;
    return connection;
  }

  private ended(connection: Connection, { code, reason }: Ended): void {
    const { connectedAt, token } = connection;
    const verdict = verdictOfClose(code, token !== undefined);
    if (verdict === 'renew' && token !== undefined) this.parts.tokens.refuse(token);
    if (connection !== this.current) return;
    this.current = null;
    // Closed because nobody used it: a stream that stands still, or one that came in that moment, opens another.
    const unused = this.users === 0 || (code === normal && !connection.busy);
    if (unused || verdict === 'final') return this.parts.onStatus({ state: 'idle' });
    if (connectedAt !== null && performance.now() - connectedAt >= goodAfterMs) this.failures = 0;
    if (code === tooMany) this.failures = Math.max(this.failures, tooManyFailures);
    // A session that ends is no trouble of the network: with a new token it goes on at once.
    if (verdict === 'renew' && this.failures === 0) this.failures = 1;
    else this.waitAfter(reason);
  }

  private waitAfter(reason: string): void {
    this.failures += 1;
    const afterMs = backoffMs(this.parts.timing.backoff, this.failures);
    this.parts.onStatus({ state: 'waiting', afterMs, reason });
    const { signal, stop } = wakingUp(this.patience.signal);
    this.waiting = pause(afterMs, signal).then(() => {
      stop();
      this.waiting = null;
      if (this.users === 0) this.parts.onStatus({ state: 'idle' });
    });
  }
}
