import type { ExecutionResult } from 'graphql';
import type { SubgraphRequest, Transport } from '../engine-types.js';
import { BoundedCache } from '../bounded-cache.js';
import { HttpExchange } from './http-exchange.js';
import { HttpLanes, type Pace, send } from './http-lanes.js';

/** A subgraph on a server of its own. */
export interface HttpTransportOptions<Context> {
  readonly url: string;
  /** Headers for one request: who is asking, and a signature over the exact body. */
  headers(requestContext: Context, body: string): Record<string, string>;
  /** Milliseconds until the whole answer must be there. */
  readonly timeoutMs: number;
  /** Connections at most; they are kept open. Default 32. */
  readonly connections?: number;
  /** Quick requests under way on one connection. Default 32; 1 lets none wait behind another. */
  readonly pipelining?: number;
  /** Bytes of the longest answer that is read. Default 32 MiB. */
  readonly maxResponseBytes?: number;
}

/** Holds connections; close it when the engine is done with it. */
export interface HttpTransport<Context> extends Transport<Context> {
  execute(request: SubgraphRequest<Context>): Promise<ExecutionResult>;
  close(): Promise<void>;
}

/** Documents whose JSON is kept: an engine sends the same ones again and again. */
const keptDocuments = 1_000;
const keptBytes = 16 * 1024 * 1024;

/** Calls a subgraph over HTTP with a pool of kept connections. It has no subscriptions: those need a local source. */
export function httpTransport<Context = unknown>(options: HttpTransportOptions<Context>): HttpTransport<Context> {
  const { timeoutMs, connections = 32, pipelining = 32, maxResponseBytes = 32 * 1024 * 1024 } = options;
  const url = new URL(options.url);
  const path = url.pathname + url.search;
  const lanes = new HttpLanes(url.origin, { connections, pipelining });
  const limits = { timeoutMs, maxResponseBytes };
  const known = new BoundedCache<KnownDocument>(keptDocuments, keptBytes);

  return {
    execute({ document, operationName, variables, context, signal }) {
      const { head, pace } = lookUp(known, document, operationName);
      const body = variables ? `${head},"variables":${JSON.stringify(variables)}}` : `${head}}`;
      const headers = options.headers(context, body);
      headers['content-type'] = 'application/json';
      headers.accept = 'application/graphql-response+json, application/json';
      return new Promise<ExecutionResult>((resolve, reject) => {
        const lane = lanes.enter(pace);
        const begun = performance.now();
        const exchange = new HttpExchange(limits, signal, {
          resolve,
          reject,
          isShared: () => lane.underWay > 1,
          onOver: () => {
            lanes.leave(lane);
            if (pace) lanes.learn(pace, performance.now() - begun);
          },
        });
        if (!exchange.isOver) send(lane, { path, headers, body }, pace !== undefined, exchange);
      });
    },
    close: () => lanes.close(),
  };
}

interface KnownDocument {
  /** The JSON of a request's body up to its variables. */
  readonly head: string;
  /** Undefined for a mutation: it is sent once, and alone. */
  readonly pace: Pace | undefined;
}

function lookUp(
  known: BoundedCache<KnownDocument>,
  document: string,
  operationName: string | undefined,
): KnownDocument {
  const key = operationName === undefined ? document : `${operationName}\n${document}`;
  let found = known.get(key);
  if (!found) {
    const head = JSON.stringify({ query: document, operationName }).slice(0, -1);
    found = { head, pace: document.startsWith('mutation') ? undefined : { averageMs: undefined } };
    known.set(key, found, 2 * (key.length + head.length));
  }
  return found;
}
