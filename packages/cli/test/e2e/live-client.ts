import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type Answered, bearer, documentOf, patienceMs } from './client.js';

/** What a stream brings: an event's data, or the errors that end it. */
export interface LiveResult {
  readonly data?: Answered;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, Answered> }[];
}

/** The two ways to follow. */
export type Face = 'socket' | 'sse';

/** A subscription as a client holds it. */
export interface LiveStream {
  /** Everything that came, in order. */
  readonly received: readonly LiveResult[];
  /** The next result that was not taken yet; rejects when none comes in time. */
  next(): Promise<LiveResult>;
  take(count: number): Promise<LiveResult[]>;
  /** Settles when the stream ended, with the close code where a socket has one. */
  readonly ended: Promise<number | null>;
  /** Whether more may come. */
  readonly isOpen: () => boolean;
  /** Cuts the connection without a word, as a tunnel does. */
  drop(): void;
  close(): Promise<void>;
}

/** What to follow, and as whom. */
export interface Subscription {
  readonly url: string;
  readonly token: string | null;
  readonly operation: string;
  readonly variables: object;
}

/** Rejects instead of waiting for ever. */
export async function inTime<T>(work: Promise<T>, what: string, withinMs = patienceMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing within ${withinMs} ms`)), withinMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

interface Sink {
  push(result: LiveResult): void;
  /** The operation is over; a socket outlives it. */
  complete(): void;
  end(code: number | null): void;
}

/** Opens a subscription on a connection of its own. */
export function follow(face: Face, subscription: Subscription): LiveStream {
  const received: LiveResult[] = [];
  let taken = 0;
  let wake: () => void = () => undefined;
  let [complete, over] = [false, false];
  let finish: (code: number | null) => void = () => undefined;
  const ended = new Promise<number | null>((resolve) => (finish = resolve));
  const sink: Sink = {
    push(result) {
      received.push(result);
      wake();
    },
    complete: () => void (complete = true),
    end(code) {
      over = true;
      finish(code);
      wake();
    },
  };
  const connection = (face === 'socket' ? overSocket : overSse)(subscription, sink);
  const arrived = async (): Promise<LiveResult> => {
    for (;;) {
      const result = received[taken];
      if (result) {
        taken += 1;
        return result;
      }
      if (over) throw new Error(`${subscription.operation}: the stream has ended`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const next = (): Promise<LiveResult> => inTime(arrived(), `${subscription.operation} over ${face}`);
  return {
    received,
    next,
    async take(count) {
      const results: LiveResult[] = [];
      while (results.length < count) results.push(await next());
      return results;
    },
    ended,
    isOpen: () => !complete && !over,
    drop: connection.drop,
    async close() {
      connection.close();
      await inTime(ended, `closing ${subscription.operation}`);
    },
  };
}

interface Connection {
  drop(): void;
  close(): void;
}

function overSocket({ url, token, operation, variables }: Subscription, sink: Sink): Connection {
  let socket: WebSocket | undefined;
  let code: number | null = null;
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: token === null ? {} : bearer(token),
    // The socket's own end tells that all is over, with the code of the server.
    lazyCloseTimeout: 1_000,
    on: {
      connected: (opened) => (socket = opened as WebSocket),
      closed: (event) => {
        code = (event as { code?: number }).code ?? null;
        sink.end(code);
      },
    },
  });
  const unsubscribe = client.subscribe(
    { query: documentOf(operation), variables: { ...variables } },
    {
      next: (result) => sink.push(result as LiveResult),
      error: (error) => {
        sink.complete();
        if (Array.isArray(error)) sink.push({ errors: error as NonNullable<LiveResult['errors']> });
        else sink.end((error as { code?: number }).code ?? null);
      },
      complete: () => sink.complete(),
    },
  );
  return {
    drop: () => socket?.terminate(),
    close() {
      unsubscribe();
      void client.dispose();
      if (!socket || socket.readyState === WebSocket.CLOSED) sink.end(code);
    },
  };
}

function overSse({ url, token, operation, variables }: Subscription, sink: Sink): Connection {
  const abort = new AbortController();
  const read = async (): Promise<void> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        ...(token !== null && bearer(token)),
      },
      body: JSON.stringify({ query: documentOf(operation), variables }),
      signal: abort.signal,
    });
    if (response.status !== 200) return sink.push(JSON.parse(await response.text()) as LiveResult);
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^event: ?next\ndata: ?(.*)$/m.exec(block)?.[1];
        if (data !== undefined) sink.push(JSON.parse(data) as LiveResult);
      }
    }
  };
  void read()
    .catch(() => undefined)
    .finally(() => sink.end(null));
  const cut = (): void => abort.abort();
  return { drop: cut, close: cut };
}
