import type { Backoff } from './backoff.js';
import type { AnsweredError } from './request-error.js';
import type { TokenSource } from './tokens.js';
import type { TypedDocument, VariablesArgument } from './typed-document.js';

/** What the client needs of a WebSocket class: the browser's, Node's and that of `ws` are such. */
export type WebSocketClass = new (
  url: string,
  protocols: string,
) => {
  addEventListener(type: 'error', listener: () => void): void;
};

/** State of the client's one socket. `waiting` names what it waits after and for how many milliseconds. */
export type Status =
  | { readonly state: 'idle' | 'connecting' | 'connected' }
  | { readonly state: 'waiting'; readonly afterMs: number; readonly reason: string };

/** What a client is made of. */
export interface ClientOptions {
  /** Address of the endpoint, e.g. `https://lianxin.example/graphql`; in a browser also relative to the page. */
  readonly url: string;
  readonly token?: TokenSource;
  /** Language of messages, as in `Accept-Language`. */
  readonly locale?: string;
  readonly fetch?: typeof fetch;
  readonly WebSocket?: WebSocketClass;
  readonly onStatus?: (status: Status) => void;
  readonly timing?: Partial<Timing>;
}

/** All times of a client, in milliseconds. */
export interface Timing {
  readonly backoff: Backoff;
  /** One attempt of a request. Default 30,000. */
  readonly requestMs: number;
  /** Opening a socket, up to its acknowledgement. Default 10,000. */
  readonly connectMs: number;
  /** Between an answer and the next ping; so long may a ping's answer take, too. Default 15,000. */
  readonly heartbeatMs: number;
  /** A socket that nobody uses is kept so long. Default 3,000. */
  readonly idleMs: number;
}

/** Options of one request. */
export interface RequestOptions {
  /** The request rejects with the signal's reason. A mutation that is on its way may still happen. */
  readonly signal?: AbortSignal;
  /** Put into `variables.input`; it makes the mutation one that may be sent again. */
  readonly idempotencyKey?: string;
  /** Which operation of the document. */
  readonly operationName?: string;
  /** Without a token: to sign in, or to get a new token from within `token`. */
  readonly anonymous?: boolean;
  /** How often a request that may be repeated is repeated after a loss. Default 4. */
  readonly retries?: number;
}

/** What an operation brought. With `errors`, parts of the data are null. */
export interface Result<Data> {
  readonly data: Data;
  readonly errors?: readonly AnsweredError[];
}

/** How a subscription goes on after a loss. */
export interface Resume<Data> {
  /** Cursor of an event. */
  readonly cursorOf: (data: Data) => string | null | undefined;
  /** Variable that takes the cursor of the last event seen. Default `after`. */
  readonly variable?: string;
}

/** Options of one subscription. */
export interface SubscribeOptions<Data> {
  readonly resume?: Resume<Data>;
  /** The iterable ends, without an error. */
  readonly signal?: AbortSignal;
  readonly operationName?: string;
  /** Events that may wait for their reader. Default 256. */
  readonly buffer?: number;
  /**
   * Events may have been missed and no cursor leads back to them: query again. With it the stream goes on with what
   * happens from now on; without it the stream ends with RESYNC.
   */
  readonly onGap?: () => void;
}

/** The events of a subscription, each once and in order. `for await` may be left at any time. */
export interface Subscription<Data> extends AsyncIterableIterator<Result<Data>, undefined, undefined> {
  return(): Promise<IteratorResult<Result<Data>, undefined>>;
}

/** A client of one gateway. */
export interface Client {
  /**
   * Runs a query or a mutation.
   * @throws GraphQLRequestError when there are no data; the reason of the signal
   */
  request<Data = unknown, Variables = Record<string, unknown>>(
    document: TypedDocument<Data, Variables>,
    ...rest: VariablesArgument<Variables, RequestOptions>
  ): Promise<Result<Data>>;
  /**
   * Follows a subscription, from this call on and not only from the first read. Reading throws GraphQLRequestError where
   * the stream cannot go on.
   */
  subscribe<Data = unknown, Variables = Record<string, unknown>>(
    document: TypedDocument<Data, Variables>,
    ...rest: VariablesArgument<Variables, SubscribeOptions<Data>>
  ): Subscription<Data>;
  /** Ends every subscription and request, and closes the socket. */
  close(): void;
  [Symbol.dispose](): void;
}
