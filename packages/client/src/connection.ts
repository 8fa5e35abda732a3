import { type Client as SocketClient, createClient } from 'graphql-ws/client';
import type { Timing, WebSocketClass } from './client.types.js';
import type { AnsweredError } from './request-error.js';

/** Why a connection is no more. 1006 is a loss without a close code. */
export interface Ended {
  readonly code: number;
  readonly reason: string;
}

/** One result as it came. */
export interface RawResult {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly AnsweredError[];
}

/** What is said on a connection about one operation. After `refused` or `over` nothing follows. */
export interface Listener {
  next(result: RawResult): void;
  /** The operation did not begin. */
  refused(errors: readonly AnsweredError[]): void;
  /** Complete, or the connection has ended. */
  over(): void;
}

/** An operation as it is sent. */
export interface SocketOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** What a connection is made of. */
export interface ConnectionParts {
  readonly url: string;
  readonly WebSocket: WebSocketClass;
  readonly token: string | undefined;
  readonly locale: string | undefined;
  readonly timing: Timing;
  readonly onConnected: () => void;
  readonly onEnded: (ended: Ended) => void;
}

type Timer = ReturnType<typeof setTimeout>;

const lost: Ended = { code: 1006, reason: 'The connection was lost' };

/**
 * One socket from its opening to its end, on which operations are multiplexed; it closes when nobody has used it for a
 * while. The protocol and its pings are graphql-ws'; it is told never to try again, because what may be asked again, and
 * from which cursor, only streams know. A new socket is a new Connection, so nothing of an old one can reach it.
 */
export class Connection {
  readonly token: string | undefined;
  /** When it was acknowledged, as `performance.now()`; before that nothing can have begun on it. */
  connectedAt: number | null = null;
  ended: Ended | null = null;
  private open = 0;
  private lastId = 0;
  private readonly client: SocketClient;
  private deadline: Timer | undefined;
  private idle: Timer | undefined;

  constructor(private readonly parts: ConnectionParts) {
    const { locale, timing, token, url } = parts;
    this.token = token;
    this.client = createClient({
      url,
      webSocketImpl: heard(parts.WebSocket),
      connectionParams: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(locale !== undefined && { acceptLanguage: locale }),
      },
      // The same on every phone, so that a gateway can send the same bytes to all that follow the same.
      generateID: () => String((this.lastId += 1)),
      retryAttempts: 0,
      keepAlive: timing.heartbeatMs,
      // Open at once and until we hang up: the timer with which graphql-ws closes an idle socket cannot be stopped.
      lazy: false,
      onNonLazyError: () => undefined,
      on: {
        connecting: () => this.expectWithin(timing.connectMs),
        connected: () => {
          this.stopExpecting();
          this.connectedAt = performance.now();
          parts.onConnected();
        },
        ping: (received) => {
          if (!received) this.expectWithin(timing.heartbeatMs);
        },
        pong: (received) => {
          if (received) this.stopExpecting();
        },
        error: () => this.end(lost),
        closed: (event) => this.end(endOf(event)),
      },
    });
    this.hangUpWhenIdle();
  }

  /** Whether an operation is on it. */
  get busy(): boolean {
    return this.open > 0;
  }

  /** Starts an operation. Returns the function that leaves it. */
  subscribe({ variables, ...operation }: SocketOperation, listener: Listener): () => void {
    clearTimeout(this.idle);
    this.open += 1;
    const over = (): void => {
      this.open -= 1;
      if (this.open === 0) this.hangUpWhenIdle();
    };
    const leave = this.client.subscribe<RawResult['data'], unknown>(
      { ...operation, variables: { ...variables } },
      {
        next: (result) => listener.next(result),
        error: (cause) => {
          over();
          if (Array.isArray(cause)) return listener.refused(cause as AnsweredError[]);
          this.end(lost);
          listener.over();
        },
        complete: () => {
          over();
          listener.over();
        },
      },
    );
    // In a turn of its own: a stream that is left between two messages of one packet, the second of them its `complete`,
    // graphql-ws would count as two, and close the socket under the others.
    return () => void setTimeout(leave);
  }

  /** Hangs up, without waiting for the other end. */
  hangUp(): void {
    if (this.ended) return;
    if (this.connectedAt === null) this.client.terminate();
    this.end({ code: 1000, reason: 'Closed by this client' });
  }

  private hangUpWhenIdle(): void {
    if (!this.ended) this.idle = setTimeout(() => this.hangUp(), this.parts.timing.idleMs);
  }

  private expectWithin(ms: number): void {
    this.stopExpecting();
    if (this.ended) return;
    this.deadline = setTimeout(() => this.client.terminate(), ms);
  }

  private stopExpecting(): void {
    clearTimeout(this.deadline);
  }

  private end(ended: Ended): void {
    this.stopExpecting();
    if (this.ended) return;
    this.ended = ended;
    clearTimeout(this.idle);
    // Told so, graphql-ws does not connect again by itself after a close code of 1000. It fails where nothing had opened.
    Promise.resolve(this.client.dispose()).catch(() => undefined);
    this.parts.onEnded(ended);
  }
}

function endOf(event: unknown): Ended {
  const { code, reason } = event as Partial<Ended>;
  return { code: code ?? lost.code, reason: reason || `Close code ${code ?? lost.code}` };
}

/** Node's `ws` throws an error of a socket that nobody hears, e.g. when it is given up before it has opened. */
function heard(Base: WebSocketClass): WebSocketClass {
  return class extends Base {
    constructor(url: string, protocols: string) {
      super(url, protocols);
      this.addEventListener('error', () => undefined);
    }
  };
}
