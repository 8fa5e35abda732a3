import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { AppError } from '@lianxin/errors';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorAnswer } from './error-answer.js';
import { verifyRequest } from './gateway-signature.js';
import { readBody } from './read-body.js';
import type { SubgraphContext } from './request-context.js';
import type { Subgraph } from './subgraph.js';

/** How a subgraph is served on its own. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  /** The key that the gateway signs requests with. */
  readonly signatureKey: Buffer;
  readonly now: () => Date;
  readonly onError: (error: unknown, requestId: string | null) => void;
}

/** A subgraph behind HTTP. */
export interface ServedSubgraph {
  readonly port: number;
  /** No new requests; those under way are finished. */
  close(): Promise<void>;
}

const longestBody = 1_000_000;

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** An error with what the gateway needs to say it in the caller's language; the rest is masked and reported. */
function formatted(
  error: GraphQLFormattedError,
  thrown: unknown,
  onError: ServeOptions['onError'],
): GraphQLFormattedError {
  const cause = unwrapResolverError(thrown);
  if (cause instanceof AppError)
    return { ...error, message: cause.message, extensions: { code: cause.code, details: cause.details } };
  if (cause instanceof GraphQLError && error.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return error;
  return errorAnswer({ ...error, extensions: {} }, { locale: 'en', requestId: '' }, () => onError(cause, null));
}

/**
 * Serves a subgraph by @apollo/server on a server of its own. Nothing but `/health/*` is answered without the gateway's
 * signature over the exact body, `_service` and `_entities` included.
 */
export async function serveSubgraph<Context extends SubgraphContext>(
  subgraph: Subgraph<Context>,
  options: ServeOptions,
): Promise<ServedSubgraph> {
  const apollo = new ApolloServer<Context>({
    schema: subgraph.schema,
    introspection: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    formatError: (error, thrown) => formatted(error, thrown, options.onError),
    plugins: [ApolloServerPluginLandingPageDisabled()],
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: (message) => options.onError(message, null),
    },
  });
  await apollo.start();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url?.split('?')[0];
    if (path === '/health/live') return answer(response, 200, { status: 'live' });
    if (path === '/health/ready') {
      await subgraph.db.queryText('select 1');
      return answer(response, 200, { status: 'ready' });
    }
    if (path !== '/graphql' || request.method !== 'POST')
      return answer(response, 404, { errors: [{ message: 'Not found' }] });
    const body = await readBody(request, longestBody);
    if (body === null) throw new AppError('INVALID_INPUT', { reason: `UTF-8, ≤ ${longestBody} bytes` });
    const context = verifyRequest(options.signatureKey, subgraph.name, request.headers, body, options.now().getTime());
    const headers = new HeaderMap(
      Object.entries(request.headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
    const result = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body: JSON.parse(body) as unknown },
      context: () => Promise.resolve(subgraph.createContext(context)),
    });
    response.writeHead(result.status ?? 200, Object.fromEntries(result.headers));
    response.end(result.body.kind === 'complete' ? result.body.string : '');
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      const known =
        error instanceof AppError
          ? error
          : error instanceof SyntaxError
            ? new AppError('INVALID_INPUT', { reason: 'JSON' })
            : new AppError('UNAVAILABLE');
      if (known.code === 'UNAVAILABLE') options.onError(error, null);
      const status = { SIGNATURE_REQUIRED: 401, INVALID_INPUT: 400 }[known.code as string] ?? 503;
      if (!response.headersSent)
        answer(response, status, { errors: [{ message: known.message, extensions: { code: known.code } }] });
      else response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new AppError('PORT_IN_USE', { port: options.port }) : error),
    );
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
      await apollo.stop();
    },
  };
}
