import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@lianxin/errors';
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { createHandler, type Request } from 'graphql-sse';
import type { GatewayRequest } from '../guard/gateway-request.js';
import { errorResult, type Operations } from './operations.js';
import { json, respond } from './respond.js';

/** `/graphql` as a stream of server-sent events, one operation a connection. */
export interface SseFace {
  serve(req: IncomingMessage, res: ServerResponse, body: string, request: GatewayRequest): Promise<void>;
  /** Ends every stream without its `complete`, so that clients come back with their cursor. */
  hangUp(): void;
}

/** A type and not an interface: graphql-sse asks for what an index signature fits. */
type SseContext = {
  readonly request: GatewayRequest;
  readonly res: ServerResponse;
};

/** Whether the client asks for an event stream. */
export function wantsEventStream(headers: IncomingHttpHeaders): boolean {
  return /^\s*text\/event-stream\s*(;|$)/i.test(headers.accept ?? '');
}

/** Waits until what was written has left, so that a slow reader holds its stream back instead of filling our memory. */
function drained(res: ServerResponse): Promise<void> {
  if (!res.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const go = (): void => {
      res.off('drain', go).off('close', go);
      resolve();
    };
    res.once('drain', go).once('close', go);
  });
}

/** The SSE face: graphql-sse in its "distinct connections" mode, which keeps nothing between requests. */
export function createSseFace(operations: Operations): SseFace {
  const open = new Set<ServerResponse>();
  const handler = createHandler<IncomingMessage, SseContext, SseContext>({
    // No token, so nobody can open a stream now and add operations to it later.
    authenticate: () => null,
    context: ({ context }) => context,
    onSubscribe: ({ method, context }, params) => operate(operations, method, context.request, params),
    onNext: async ({ res }) => drained(res),
  });

  return {
    async serve(req, res, body, request) {
      const { method = 'GET', url = '/', headers } = req;
      const [stream, { status, headers: given }] = await handler({
        method,
        url,
        // Checked already; graphql-sse compares the whole header.
        headers: { get: (name) => (name === 'accept' ? 'text/event-stream' : String(headers[name] ?? '')) },
        body,
        raw: req,
        context: { request, res },
      } satisfies Request<IncomingMessage, SseContext>);
      if (stream === null || typeof stream === 'string') {
        if (stream !== null || status < 400) return respond(res, { status, headers: given, body: stream ?? undefined });
        const error = new AppError('INVALID_INPUT', { reason: `HTTP ${status}` });
        return respond(res, json(status, operations.answer(errorResult(error), request)));
      }
      open.add(res);
      res.once('close', () => {
        open.delete(res);
        void stream.return();
      });
      res.writeHead(status, { ...given, 'x-content-type-options': 'nosniff', 'x-accel-buffering': 'no' });
      for await (const chunk of stream) {
        if (res.destroyed || res.writableEnded) break;
        res.write(chunk);
        await drained(res);
      }
      res.end();
    },
    hangUp() {
      for (const res of open) res.end();
    },
  };
}

async function operate(
  operations: Operations,
  method: string,
  request: GatewayRequest,
  { query, operationName, variables }: { query: string; operationName?: string; variables?: Record<string, unknown> },
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const prepared = operations.prepare(query, operationName);
  if (prepared.operationType === 'mutation' && method === 'GET') {
    const refused = errorResult(new AppError('INVALID_INPUT', { reason: 'mutation: POST' }));
    return asResult({ data: null, ...operations.answer(refused, request) });
  }
  if (prepared.operationType === 'subscription' && !prepared.errors) {
    return operations.stream({ prepared, variables, request }) as AsyncGenerator<ExecutionResult>;
  }
  // graphql-sse takes for a result only what has `data`.
  return asResult({ data: null, ...(await operations.run({ prepared, variables, request })) });
}

/** graphql-sse only writes results down, so errors that are formatted already pass for its GraphQLErrors. */
function asResult(result: FormattedExecutionResult): ExecutionResult {
  return result as ExecutionResult;
}
