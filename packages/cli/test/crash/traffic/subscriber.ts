import { setTimeout as sleep } from 'node:timers/promises';
import { decodeCursor, encodeCursor } from '@lianxin/events';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { bearer, documentOf } from '../../e2e/client.js';
import type { Tokens } from './tokens.js';

/** Whom a subscriber follows, and as whom. */
export interface Following {
  readonly who: string;
  readonly operation: 'StationFeed' | 'UnitInbox' | 'SuggestionProgress' | 'NotificationReceived';
  readonly variables: object;
  /** The log's topic behind it. */
  readonly topic: string;
  /** Position behind which it begins. */
  readonly from: number;
}

type Errors = readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
interface Result {
  readonly data?: Record<string, { readonly cursor: string } | null> | null;
  readonly errors?: Errors;
}

/** Ends of a stream that only say "come again". */
const passing = new Set([
  'UNAVAILABLE',
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'INTERNAL',
  'SESSION_ENDED',
  'UNAUTHENTICATED',
]);

/** Between two attempts that bring nothing. */
const pauseMs = 20;

/** How long a connection may take to begin before it is given up for another one. */
const connectMs = 5_000;

/**
 * A client that follows over graphql-ws and, whatever ends its stream, goes on behind the last cursor it has seen. It
 * keeps no event out: what came twice stands twice in its log.
 */
export class Subscriber {
  /** Positions of the events in the order in which they came. */
  readonly received: number[] = [];
  /** Where the server said RESYNC: how many events had come, and the position it named. */
  readonly resyncs: { readonly at: number; readonly position: number | null }[] = [];
  readonly faults: string[] = [];
  connections = 0;
  /** Events whose selection was answered in part only. */
  partial = 0;
  private last: number;
  private isOver = false;
  private end: (() => void) | undefined;
  private readonly running: Promise<void>;

  constructor(
    readonly following: Following,
    private readonly url: () => string,
    private readonly tokens: Tokens,
    private readonly onEvent: () => void = () => undefined,
  ) {
    this.last = following.from;
    this.running = this.run();
  }

  get name(): string {
    return `${this.following.who} on ${this.following.topic}`;
  }

  async stop(): Promise<void> {
    this.isOver = true;
    this.end?.();
    await this.running;
  }

  /** Gives its connection up for another one. */
  reconnect(): void {
    this.end?.();
  }

  private async run(): Promise<void> {
    while (!this.isOver) {
      const before = this.received.length;
      try {
        await this.follow(await this.tokens.of(this.following.who));
      } catch {
        // Nobody there: soon again.
      }
      // A line that brought something is taken up at once; one that brings nothing may be to a server that is down.
      await sleep(this.received.length > before ? 0 : pauseMs);
    }
  }

  /** One connection, to its end. */
  private async follow(token: string): Promise<void> {
    // Stopped while it waited for the token.
    if (this.isOver) return;
    const { operation, variables, who } = this.following;
    this.connections += 1;
    await new Promise<void>((resolve) => {
      let socket: WebSocket | undefined;
      const client = createClient({
        url: `${this.url().replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: bearer(token),
        connectionAckWaitTimeout: connectMs,
        on: { opened: (opened) => void (socket = opened as WebSocket) },
      });
      const over = (): void => {
        clearTimeout(tooLong);
        this.end = undefined;
        socket?.terminate();
        void Promise.resolve(client.dispose()).catch(() => undefined);
        resolve();
      };
      // Until the socket is open nothing else ends an attempt whose packets are swallowed.
      const tooLong = setTimeout(() => !socket && over(), connectMs);
      this.end = over;
      const failed = (errors: Errors): void => {
        const ended = ['SESSION_ENDED', 'UNAUTHENTICATED'];
        if (errors.some(({ extensions }) => ended.includes(String(extensions?.['code']))))
          this.tokens.forget(who, token);
        this.note(errors);
      };
      client.subscribe<Result['data']>(
        { query: documentOf(operation), variables: { ...variables, after: encodeCursor(this.last) } },
        {
          next: (result) => this.take(result, failed),
          error: (error) => {
            const { code } = error as { code?: number };
            if (Array.isArray(error)) failed(error as Errors);
            else if (code === 4403) this.tokens.forget(who, token);
            else if (code === 4429) this.fault('that there are too many');
            over();
          },
          complete: over,
        },
      );
    });
  }

  private take({ data, errors = [] }: Result, failed: (errors: Errors) => void): void {
    const event = Object.values(data ?? {})[0];
    if (!event) return failed(errors);
    if (errors.length > 0) this.partial += 1;
    this.last = decodeCursor(event.cursor).position;
    this.received.push(this.last);
    this.onEvent();
  }

  private note(errors: Errors): void {
    for (const { message, extensions } of errors) {
      const code = String(extensions?.['code']);
      if (code === 'RESYNC') {
        const cursor = extensions?.['cursor'];
        const position = typeof cursor === 'string' ? decodeCursor(cursor).position : null;
        this.resyncs.push({ at: this.received.length, position });
        if (position !== null) this.last = position;
      } else if (!passing.has(code)) this.fault(`${code}: ${message}`);
    }
  }

  private fault(told: string): void {
    const fault = `${this.name} was told ${told}`;
    if (!this.faults.includes(fault)) this.faults.push(fault);
  }
}
