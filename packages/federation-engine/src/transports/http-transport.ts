import type { ExecutionResult } from 'graphql';
import { Pool } from 'undici';
import type { SubgraphRequest, Transport } from '../engine-types.js';
import { BoundedCache } from '../bounded-cache.js';
import { HttpExchange } from './http-exchange.js';

/** A subgraph on a server of its own. */
export interface HttpTransportOptions<Context> {
  readonly url: string;
  /** Headers for one request: who is asking, and a signature over the exact body. */
  headers(requestContext: Context, body: string): Record<string, string>;
  /** Milliseconds until the whole answer must be there. */
  readonly timeoutMs: number;
  /** Connections kept open. Default 32. */
  readonly connections?: number;
  /** Requests under way on one connection. Default 1: an answer that takes long holds up those behind it. */
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
  const { timeoutMs, connections = 32, pipelining = 1, maxResponseBytes = 32 * 1024 * 1024 } = options;
  const url = new URL(options.url);
  const path = url.pathname + url.search;
  // The exchange keeps the time of the whole answer; undici's clocks for its parts would be two more.
  const pool = new Pool(url.origin, { connections, pipelining, headersTimeout: 0, bodyTimeout: 0 });
  const limits = { timeoutMs, maxResponseBytes };
  const bodyOf = bodyWriter();

  return {
    execute({ document, operationName, variables, context, signal }) {
      const body = bodyOf(document, operationName, variables);
      const headers = options.headers(context, body);
      headers['content-type'] = 'application/json';
      headers.accept = 'application/graphql-response+json, application/json';
      return new Promise<ExecutionResult>((resolve, reject) => {
        const exchange = new HttpExchange(limits, signal, resolve, reject);
        if (exchange.isOver) return;
        // Only what may be sent twice shares a connection with what is under way.
        const idempotent = !document.startsWith('mutation');
        pool.dispatch({ path, method: 'POST', headers, body, idempotent }, exchange);
      });
    },
    close: () => pool.close(),
  };
}

/** Writes request bodies. A document is turned into JSON once. */
function bodyWriter() {
  const heads = new BoundedCache<string>(keptDocuments, keptBytes);
  return (
    document: string,
    operationName: string | undefined,
    variables: Record<string, unknown> | undefined,
  ): string => {
    const key = operationName === undefined ? document : `${operationName}\n${document}`;
    let head = heads.get(key);
    if (head === undefined) {
      head = JSON.stringify({ query: document, operationName }).slice(0, -1);
      heads.set(key, head, 2 * (key.length + head.length));
    }
    return variables ? `${head},"variables":${JSON.stringify(variables)}}` : `${head}}`;
  };
}
