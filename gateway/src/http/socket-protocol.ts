import type { IncomingMessage } from 'node:http';
import { AppError } from '@lianxin/errors';
import { type ExecutionArgs, type ExecutionResult, GraphQLError, type GraphQLSchema, Kind } from 'graphql';
import { CloseCode, type Context, makeServer, type Server, type SubscribePayload, type WebSocket } from 'graphql-ws';
import { type Addresses, originOf } from '../guard/addresses.js';
import { credentialsOfConnection, credentialsOfHeaders } from '../guard/credentials.js';
import type { GatewayRequest } from '../guard/gateway-request.js';
import type { Credentials, Guard } from '../guard/guard.js';
import type { GatewayLimits } from '../guard/limits.js';
import type { Quota } from '../guard/quota.js';
import type { SessionWatch } from '../guard/session-watch.js';
import type { Log } from '../log.js';
import { answerError } from './answer-errors.js';
import type { Sink } from './guarded-stream.js';
import { OrderedMessages } from './ordered-messages.js';
import type { OperationRequest, Operations } from './operations.js';
import { textFrame } from './text-frame.js';

/** A socket as graphql-ws knows it, which also takes a message that is written down already. */
export interface DirectSocket extends WebSocket {
  /** Puts a whole frame on its way; false when too much waits to leave. */
  readonly deliver: (frame: Buffer) => boolean;
}

/** What is said on a socket: graphql-transport-ws. */
export interface SocketProtocol {
  opened(socket: DirectSocket, req: IncomingMessage): (code?: number, reason?: string) => Promise<void>;
}

/** What the protocol works with. */
export interface SocketProtocolParts {
  readonly schema: GraphQLSchema;
  readonly operations: Operations;
  readonly guard: Guard;
  readonly watch: SessionWatch;
  /** Connections of each account. */
  readonly accounts: Quota;
  readonly addresses: Addresses;
  readonly limits: GatewayLimits;
  readonly log: Log;
}

interface Connection {
  readonly socket: DirectSocket;
  /** What the upgrade request told of its sender; the request itself is not kept. */
  readonly origin: Pick<Credentials, 'address' | 'holder' | 'connection'>;
  readonly headers: Credentials;
  readonly messages: OrderedMessages;
  /** Null until the connection has introduced itself. */
  request: GatewayRequest | null;
  unwatch: () => void;
  /** Gives back the account's place. */
  release: () => void;
}

interface SocketOperation extends OperationRequest {
  readonly sink: Sink;
}

type SocketContext = Context<Record<string, unknown> | undefined, Connection>;

/** graphql-ws' number for "too many". */
export const tooMany = 4429;

/** How long the last words of streams may take before the socket of an ended session is closed. */
const lastWordsMs = 250;

/**
 * graphql-ws speaks the protocol, the engine runs the operations. The token comes with `connectionParams` and counts as
 * long as the socket lives: when its session ends, streams end with SESSION_ENDED and the socket with 4403, on which
 * clients of graphql-ws connect again with a new token.
 */
export function socketProtocol(parts: SocketProtocolParts): SocketProtocol {
  const { accounts, addresses, guard, limits, log, operations, watch } = parts;
  const server: Server<Connection> = makeServer<Record<string, unknown> | undefined, Connection>({
    connectionInitWaitTimeout: limits.connectionInitMs,
    onConnect: ({ connectionParams, extra }) => {
      const { request, fault } = guard.establish(credentialsOf(connectionParams, extra));
      if (fault) {
        void extra.socket.close(CloseCode.Forbidden, fault.code);
        return false;
      }
      const release = accounts.take(request.principal?.accountId);
      if (!release) {
        void extra.socket.close(tooMany, 'Too many connections');
        return false;
      }
      extra.request = request;
      extra.release = release;
      extra.unwatch = watch.watch(request, () => {
        setTimeout(() => void extra.socket.close(CloseCode.Forbidden, 'SESSION_ENDED'), lastWordsMs);
      });
      return true;
    },
    onSubscribe: (context, id, payload) => context.extra.messages.begin(begin(parts, context, id, payload)),
    execute: (args) => operations.run(operationOf(args)) as Promise<ExecutionResult>,
    subscribe: (args) => {
      const { sink, ...operation } = operationOf(args);
      return operations.stream(operation, sink) as AsyncIterable<ExecutionResult>;
    },
    // Answered already; returning the result keeps graphql-ws from taking its errors for GraphQLErrors.
    onNext: (_context, _id, _payload, _args, result) => result,
    onError: ({ extra }, _id, _payload, errors) => {
      const { request } = extra;
      return request ? errors.map((error) => answerError(error, request, log)) : [];
    },
    onClose: ({ extra }) => {
      extra.unwatch();
      extra.release();
    },
  });
  return {
    opened(socket, req) {
      const origin = originOf(addresses, req);
      const headers = credentialsOfHeaders(req.headers);
      const messages = new OrderedMessages();
      const inOrder: DirectSocket = {
        ...socket,
        onMessage: (listener) => socket.onMessage(messages.inOrder(listener)),
      };
      const idle = { request: null, unwatch: () => undefined, release: () => undefined };
      return server.opened(inOrder, { socket, messages, origin, headers, ...idle });
    },
  };
}

/** Prepares what a client subscribes to, or says why not. */
async function begin(
  parts: SocketProtocolParts,
  { connectionParams, extra, subscriptions }: SocketContext,
  id: string,
  payload: SubscribePayload,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { guard, limits, operations } = parts;
  if (Object.keys(subscriptions).length > limits.subscriptionsPerSocket)
    return refusal(new AppError('TOO_MANY_REQUESTS'));
  // Established anew: a token that has ended since is refused, and each operation has a request id of its own.
  const { request, fault } = guard.establish({
    ...credentialsOf(connectionParams, extra),
    requestId: undefined,
  });
  if (fault) return refusal(fault);
  const prepared = await operations.prepare(payload, request);
  if (prepared.errors) return prepared.errors;
  if (!prepared.operation) return refusal(new AppError('INTERNAL'));
  const sink = nextMessages(id, extra.socket);
  const contextValue: SocketOperation = { prepared, variables: payload.variables, request, sink };
  return {
    schema: parts.schema,
    document: { kind: Kind.DOCUMENT, definitions: [prepared.operation] },
    contextValue,
  };
}

function credentialsOf(params: Record<string, unknown> | undefined, { origin, headers }: Connection): Credentials {
  return { ...credentialsOfConnection(params, headers), ...origin };
}

const refusal = (error: AppError): GraphQLError[] => [new GraphQLError(error.message, { originalError: error })];

const tail = Buffer.from('}');

/** `next` messages of an operation, around a payload that is the same for many. */
function nextMessages(id: string, socket: DirectSocket): Sink {
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  const write = (json: Buffer): Buffer => textFrame([Buffer.from(head), json, tail]);
  return (delivery) => socket.deliver(delivery.as(head, write));
}

function operationOf(args: ExecutionArgs): SocketOperation {
  return args.contextValue as SocketOperation;
}
