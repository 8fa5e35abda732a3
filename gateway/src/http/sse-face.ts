import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@lianxin/errors';
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { createHandler, type Request } from 'graphql-sse';
import type { Addresses } from '../guard/addresses.js';
import type { GatewayRequest } from '../guard/gateway-request.js';
import type { GatewayLimits } from '../guard/limits.js';
import { Quota } from '../guard/quota.js';
import { isBadRequest } from './bad-request.js';
import { DirectEvents } from './direct-events.js';
import { readParams } from './operation-params.js';
import { errorResult, type OperationRequest, type Operations } from './operations.js';
import { json, respond } from './respond.js';

/** `/graphql` as a stream of server-sent events, one operation a connection. */
export interface SseFace {
  serve(req: IncomingMessage, res: ServerResponse, body: string, request: GatewayRequest): Promise<void>;
  /** Ends every stream without its `complete`, so that clients come back with their cursor. */
  hangUp(): void;
}

/** What event streams live by. */
export interface SseFaceParts {
  readonly operations: Operations;
  /** Connections of each account. */
  readonly accounts: Quota;
  readonly addresses: Addresses;
  readonly limits: GatewayLimits;
}

/** A type and not an interface: graphql-sse asks for what an index signature fits. */
type SseContext = {
  readonly operation: OperationRequest;
  /** The answer to an operation that may not be run. */
  readonly refused: FormattedExecutionResult | undefined;
  readonly res: ServerResponse;
  readonly direct: DirectEvents;
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
export function createSseFace({ operations, accounts, addresses, limits }: SseFaceParts): SseFace {
  const perAddress = new Quota(limits.connectionsPerAddress);
  const open = new Set<ServerResponse>();
  const handler = createHandler<IncomingMessage, SseContext, SseContext>({
    // No token, so nobody can open a stream now and add operations to it later.
    authenticate: () => null,
    context: ({ context }) => context,
    onSubscribe: ({ context }) => operate(operations, context),
    onNext: async ({ res, direct }) => {
      await drained(res);
      direct.announce();
    },
  });

  return {
    async serve(req, res, body, request) {
      const { method = 'GET', url = '/' } = req;
      const refuse = (status: number, error: AppError, headers?: Record<string, string>): void =>
        respond(res, json(status, operations.answer(errorResult(error), request), headers));
      if (method !== 'GET' && method !== 'POST') {
        return refuse(405, new AppError('INVALID_INPUT', { reason: 'GET, POST' }), { allow: 'GET, POST' });
      }
      const params = readParams(method, url, body);
      if (params instanceof AppError) return refuse(400, params);
      const prepared = await operations.prepare(params, request);
      if (prepared.operationType === 'mutation' && method === 'GET') {
        return refuse(405, new AppError('INVALID_INPUT', { reason: 'mutation: POST' }), { allow: 'POST' });
      }
      const operation: OperationRequest = { prepared, variables: params.variables, request };
      const refused = prepared.errors && (await operations.run(operation));
      if (isBadRequest(refused?.errors)) return respond(res, json(400, refused));
      // Gone meanwhile: its places would never be given back.
      if (res.destroyed) return;
      const hasRoom =
        accounts.takeUntilClosed(request.principal?.accountId, res) &&
        perAddress.takeUntilClosed(addresses.holderBehind(req), res);
      if (!hasRoom) return refuse(429, new AppError('TOO_MANY_REQUESTS'));
      const direct = new DirectEvents(res, limits.socketBytes);
      // Read and checked already. graphql-sse gets what it wants to see: it would take a document for its text only, and
      // compares the whole header of what is accepted.
      const [stream, { status, headers: given }] = await handler({
        method: 'POST',
        url,
        headers: { get: (name) => (name === 'accept' ? 'text/event-stream' : 'application/json') },
        body: { query: params.query },
        raw: req,
        context: { operation, refused, res, direct },
      } satisfies Request<IncomingMessage, SseContext>);
      if (stream === null || typeof stream === 'string') {
        return refuse(status, new AppError('INVALID_INPUT', { reason: `HTTP ${status}` }));
      }
      open.add(res);
      res.once('close', () => {
        open.delete(res);
        void stream.return();
      });
      res.writeHead(status, { ...given, 'x-content-type-options': 'nosniff', 'x-accel-buffering': 'no' });
      for await (const chunk of stream) {
        if (res.destroyed || res.writableEnded) break;
        direct.writeChunk(chunk);
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
  { operation, refused, direct }: SseContext,
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  if (operation.prepared.operationType === 'subscription') {
    return operations.stream(operation, direct) as AsyncGenerator<ExecutionResult>;
  }
  // graphql-sse takes for a result only what has `data`.
  return asResult({ data: null, ...(refused ?? (await operations.run(operation))) });
}

/** graphql-sse only writes results down, so errors that are formatted already pass for its GraphQLErrors. */
function asResult(result: FormattedExecutionResult): ExecutionResult {
  return result as ExecutionResult;
}
