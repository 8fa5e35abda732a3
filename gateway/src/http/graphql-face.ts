import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '@lianxin/errors';
import { writeResult } from '@lianxin/federation-engine';
import { readBody } from '@lianxin/subgraph-kit';
import { createHandler, type Request, type Response } from 'graphql-http';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { type Addresses, originOf } from '../guard/addresses.js';
import { credentialsOfHeaders } from '../guard/credentials.js';
import { isJsonBody } from '../guard/cross-site.js';
import type { GatewayRequest } from '../guard/gateway-request.js';
import type { Guard } from '../guard/guard.js';
import type { GatewayLimits } from '../guard/limits.js';
import { isBadRequest } from './bad-request.js';
import { type OperationParams, readParams } from './operation-params.js';
import { errorResult, type Operations } from './operations.js';
import { json, respond } from './respond.js';
import { type SseFace, wantsEventStream } from './sse-face.js';

/** What the HTTP face of `/graphql` works with. */
export interface GraphqlFaceParts {
  readonly guard: Guard;
  readonly addresses: Addresses;
  readonly limits: GatewayLimits;
  readonly operations: Operations;
  readonly sse: SseFace;
}

type HttpRequest = Request<IncomingMessage, GatewayRequest>;

/**
 * `/graphql` over HTTP: the protocol is graphql-http's (media types, methods, parameters), the operation is the
 * engine's. Requests for an event stream go on to the SSE face after the same checks.
 */
export function graphqlFace(parts: GraphqlFaceParts): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const { addresses, guard, limits, operations, sse } = parts;
  const handler = createHandler<IncomingMessage, GatewayRequest>({
    parseRequestParams: (req) => paramsOf(operations, req),
    // The very object that was read above: graphql-http hands it on, though its type has no place for an identifier.
    onSubscribe: async (req, params) => operate(operations, req, params as OperationParams),
  });

  return async (req, res) => {
    const { request, fault } = guard.establish({
      ...credentialsOfHeaders(req.headers),
      ...originOf(addresses, req),
    });
    res.setHeader('x-request-id', request.requestId);
    const refuse = (status: number, error: AppError): void =>
      respond(res, json(status, operations.answer(errorResult(error), request)));

    if (req.method === 'POST' && !isJsonBody(req.headers)) {
      return refuse(415, new AppError('INVALID_INPUT', { reason: 'Content-Type: application/json; charset=utf-8' }));
    }
    const body = req.method === 'POST' ? await readBody(req, limits.bodyBytes) : '';
    if (body === null) {
      return refuse(413, new AppError('INVALID_INPUT', { reason: `UTF-8, ≤ ${limits.bodyBytes} bytes` }));
    }
    if (fault) {
      res.setHeader('www-authenticate', 'Bearer');
      return refuse(401, fault);
    }
    const gone = new AbortController();
    res.once('close', () => {
      if (!res.writableFinished) gone.abort();
    });
    const own: GatewayRequest = { ...request, signal: gone.signal };
    if (wantsEventStream(req.headers)) return sse.serve(req, res, body, own);
    const { method = 'GET', url = '/', headers } = req;
    const [answer, { status, headers: given }] = await handler({ method, url, headers, body, raw: req, context: own });
    respond(res, { status, headers: { 'cache-control': 'no-store', ...given }, body: answer ?? undefined });
  };
}

/** The parameters, or the answer that says what is wrong with them. Other methods are left to graphql-http. */
function paramsOf(
  operations: Operations,
  { method, url, body, context, headers }: HttpRequest,
): OperationParams | Response | undefined {
  if (method !== 'GET' && method !== 'POST') return undefined;
  const params = readParams(method, url, typeof body === 'string' ? body : '');
  if (!(params instanceof AppError)) return params;
  const type = mediaTypeOf(headers as IncomingMessage['headers']);
  return response(400, type, operations.answer(errorResult(params), context));
}

async function operate(
  operations: Operations,
  { method, context, headers }: HttpRequest,
  params: OperationParams,
): Promise<Response> {
  const type = mediaTypeOf(headers as IncomingMessage['headers']);
  const { variables } = params;
  const prepared = await operations.prepare(params, context);
  const kind = prepared.operationType;
  if (kind === 'subscription') {
    const error = new AppError('INVALID_INPUT', { reason: 'subscription: WebSocket or Accept: text/event-stream' });
    return response(400, type, operations.answer(errorResult(error), context));
  }
  if (kind === 'mutation' && method === 'GET') {
    const error = new AppError('INVALID_INPUT', { reason: 'mutation: POST' });
    return response(405, type, operations.answer(errorResult(error), context), { allow: 'POST' });
  }
  const { data, errors } = await operations.runText({ prepared, variables, request: context });
  const status = data === undefined ? refusedStatus(errors, type) : 200;
  return textResponse(status, type, writeResult(data, errors));
}

type MediaType = 'application/json' | 'application/graphql-response+json';

/** Of the two media types of an answer the one that the client names first. */
function mediaTypeOf({ accept = '' }: IncomingMessage['headers']): MediaType {
  const first = /application\/(graphql-response\+)?json/i.exec(accept)?.[0].toLowerCase();
  return first === 'application/graphql-response+json' ? first : 'application/json';
}

/**
 * GraphQL over HTTP: a request that was never executed is 400 where the client asks for the media type that says so,
 * and 200 under plain `application/json`, except what is a bad request to everybody. That a hash is not known is no
 * fault but a step of the protocol of persisted queries, whose clients expect 200.
 */
function refusedStatus(errors: readonly GraphQLFormattedError[] | undefined, type: MediaType): number {
  if (errors?.[0]?.extensions?.['code'] === 'PERSISTED_QUERY_NOT_FOUND') return 200;
  return isBadRequest(errors) || type === 'application/graphql-response+json' ? 400 : 200;
}

function response(
  status: number,
  type: MediaType,
  result: FormattedExecutionResult,
  headers?: Record<string, string>,
): Response {
  return textResponse(status, type, JSON.stringify(result), headers);
}

function textResponse(status: number, type: MediaType, text: string, headers?: Record<string, string>): Response {
  return [text, { status, statusText: '', headers: { 'content-type': `${type}; charset=utf-8`, ...headers } }];
}
