import type { ExecutionResult } from 'graphql';
import { Pool } from 'undici';
import type { Transport } from '../engine-types.js';
import { isObject } from '../run-state.js';
import { SubgraphFault } from '../subgraph-fault.js';

/** A subgraph on a server of its own. */
export interface HttpTransportOptions<Context> {
  readonly url: string;
  /** Headers for one request: who is asking, and a signature over the exact body. */
  headers(requestContext: Context, body: string): Record<string, string>;
  /** Milliseconds until the whole answer must be there. */
  readonly timeoutMs: number;
  /** Connections kept open. Default 32. */
  readonly connections?: number;
  /** Bytes of the longest answer that is read. Default 32 MiB. */
  readonly maxResponseBytes?: number;
}

/** Holds connections; close it when the engine is done with it. */
export interface HttpTransport<Context> extends Transport<Context> {
  close(): Promise<void>;
}

/** Calls a subgraph over HTTP with a pool of kept connections. It has no subscriptions: those need a local source. */
export function httpTransport<Context = unknown>(options: HttpTransportOptions<Context>): HttpTransport<Context> {
  const url = new URL(options.url);
  const pool = new Pool(url.origin, { connections: options.connections ?? 32, pipelining: 1 });
  const path = url.pathname + url.search;
  const maxBytes = options.maxResponseBytes ?? 32 * 1024 * 1024;

  const send = async (body: string, context: Context, signal: AbortSignal): Promise<ExecutionResult> => {
    const response = await pool.request({
      path,
      method: 'POST',
      headers: {
        ...options.headers(context, body),
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
      },
      body,
      signal,
    });
    return parseAnswer(await readText(response.body, maxBytes), response.statusCode);
  };

  return {
    async execute({ document, operationName, variables, context, signal }) {
      const body = JSON.stringify({ query: document, operationName, variables });
      const stop = new AbortController();
      const abandon = (): void => stop.abort();
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        stop.abort();
      }, options.timeoutMs);
      if (signal?.aborted) abandon();
      else signal?.addEventListener('abort', abandon, { once: true });
      try {
        return await send(body, context, stop.signal);
      } catch (cause) {
        if (late) throw new SubgraphFault('SUBGRAPH_TIMEOUT', `no answer within ${options.timeoutMs} ms`, { cause });
        if (cause instanceof SubgraphFault) throw cause;
        throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'the request failed', { cause });
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abandon);
      }
    },
    close: () => pool.close(),
  };
}

async function readText(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A GraphQL result is one with any status (servers send 400 and 500 with errors); anything else is no answer. */
function parseAnswer(text: string, status: number): ExecutionResult {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (cause) {
    throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', `status ${status}, and the body is not JSON`, { cause });
  }
  if (!isObject(answer)) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', `status ${status}, and the body is no object`);
  return answer;
}
