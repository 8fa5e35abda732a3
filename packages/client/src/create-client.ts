import { defaultBackoff } from './backoff.js';
import type {
  Client,
  ClientOptions,
  RequestOptions,
  Result,
  SubscribeOptions,
  Subscription,
  Timing,
} from './client.types.js';
import { endpointOf, socketEndpointOf } from './endpoint.js';
import { Link } from './link.js';
import { openSubscription } from './open-subscription.js';
import { GraphQLRequestError } from './request-error.js';
import { runRequest } from './run-request.js';
import { Tokens } from './tokens.js';
import { textOf, type TypedDocument } from './typed-document.js';

const defaultTiming: Timing = {
  backoff: defaultBackoff,
  requestMs: 30_000,
  connectMs: 10_000,
  heartbeatMs: 15_000,
  idleMs: 3_000,
};

/** A client of the gateway at `url`. Nothing is opened before it is used. */
export function createClient(options: ClientOptions): Client {
  const timing: Timing = { ...defaultTiming, ...options.timing };
  const tokens = new Tokens(options.token);
  const url = endpointOf(options.url);
  const closing = new AbortController();
  const socketClass = options.WebSocket ?? globalThis.WebSocket;
  const link = new Link({
    url: socketEndpointOf(url),
    WebSocket: socketClass,
    locale: options.locale,
    timing,
    tokens,
    onStatus: options.onStatus ?? (() => undefined),
  });
  const requests = { options, timing, tokens, fetch: options.fetch ?? fetch, url };
  const within = (signal: AbortSignal | undefined): AbortSignal =>
    signal ? AbortSignal.any([closing.signal, signal]) : closing.signal;

  return {
    async request<Data>(
      document: TypedDocument<Data, never>,
      variables?: unknown,
      { signal, ...own }: RequestOptions = {},
    ): Promise<Result<Data>> {
      const asked = { ...own, text: textOf(document), variables: mapOf(variables), signal: within(signal) };
      return (await runRequest(requests, asked)) as Result<Data>;
    },
    subscribe<Data>(
      document: TypedDocument<Data, never>,
      variables?: unknown,
      own: SubscribeOptions<Data> = {},
    ): Subscription<Data> {
      closing.signal.throwIfAborted();
      if (!socketClass) throw new TypeError('There is no WebSocket here; give one as an option');
      const text = textOf(document);
      const signal = within(own.signal);
      return openSubscription({ link, timing, text, variables: mapOf(variables), options: own, signal });
    },
    close() {
      closing.abort(new GraphQLRequestError('CLIENT_CLOSED', 'The client was closed'));
      link.close();
    },
    [Symbol.dispose]() {
      this.close();
    },
  };
}

function mapOf(variables: unknown): Readonly<Record<string, unknown>> {
  return (variables ?? {}) as Readonly<Record<string, unknown>>;
}
