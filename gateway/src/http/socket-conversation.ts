import { AppError } from '@lianxin/errors';
import { GraphQLError } from 'graphql';
import {
  CloseCode,
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  type Message,
  MessageType,
  parseMessage,
  type SubscribePayload,
} from 'graphql-ws';
import { credentialsOfConnection } from '../guard/credentials.js';
import type { GatewayRequest } from '../guard/gateway-request.js';
import type { Credentials } from '../guard/guard.js';
import type { Watched } from '../guard/session-watch.js';
import { answerError } from './answer-errors.js';
import { GuardedStream } from './guarded-stream.js';
import { NextMessages } from './next-messages.js';
import type { OperationRequest } from './operations.js';
import type { DirectSocket, SocketProtocolParts } from './socket.types.js';

/** graphql-ws' number for "too many". */
export const tooMany = 4429;

/** How long the last words of streams may take before the socket of an ended session is closed. */
const lastWordsMs = 250;
/** Bytes of a close frame's reason, by RFC 6455. */
const longestReason = 123;

/** An operation that is being prepared, or runs once; a stream stands for itself. */
class OneAnswer {}

/**
 * What is said on one socket. graphql-ws reads and judges the messages; what follows from them is decided here, because
 * its server keeps the text of a subscription, and a good deal of its own, as long as the subscription runs.
 *
 * The token comes with `connection_init` and counts as long as the socket lives: when its session ends, streams end with
 * SESSION_ENDED and the socket with 4403, on which clients connect again with a new token.
 *
 * Who may run when: messages come one after the other. While an operation begins, which may wait for a turn, those that
 * follow wait: operations of a socket begin in its order and one at a time. One that was left meanwhile does not begin.
 */
export class SocketConversation implements Watched {
  request: GatewayRequest | null = null;
  private readonly running = new Map<string, GuardedStream | OneAnswer>();
  private introduction: NodeJS.Timeout | undefined;
  private waiting: string[] = [];
  private isBeginning = false;
  private isOver = false;

  constructor(
    private readonly parts: SocketProtocolParts,
    private readonly socket: DirectSocket,
    /** What the upgrade request told of its sender; gone when the connection has introduced itself. */
    private origin: Credentials | undefined,
  ) {
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL)
      socket.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
    else
      this.introduction = setTimeout(
        () => socket.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout'),
        parts.limits.connectionInitMs,
      );
  }

  /** A message from the other end. */
  receive(text: string): void {
    if (this.isOver) return;
    if (this.isBeginning) this.waiting.push(text);
    else this.take(text);
  }

  /** The socket is closed. */
  closed(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.waiting = [];
    clearTimeout(this.introduction);
    const streams = [...this.running.values()];
    this.running.clear();
    for (const stream of streams) if (stream instanceof GuardedStream) void stream.return();
    if (!this.request) return;
    this.parts.watch.remove(this);
    this.parts.accounts.give(this.request.principal?.accountId);
  }

  sessionEnded(): void {
    setTimeout(() => this.socket.close(CloseCode.Forbidden, 'SESSION_ENDED'), lastWordsMs);
  }

  private take(text: string): void {
    let message: Message;
    try {
      message = parseMessage(text);
    } catch {
      return this.socket.close(CloseCode.BadRequest, 'Invalid message received');
    }
    switch (message.type) {
      case MessageType.ConnectionInit:
        return this.introduce(message.payload);
      case MessageType.Ping:
        return void this.say({ type: MessageType.Pong, ...(message.payload && { payload: message.payload }) });
      case MessageType.Pong:
        return;
      case MessageType.Subscribe:
        return this.subscribe(message.id, message.payload);
      case MessageType.Complete:
        return this.complete(message.id);
      default:
        return this.socket.close(CloseCode.BadRequest, 'Invalid message received');
    }
  }

  private introduce(params: Record<string, unknown> | undefined): void {
    const { accounts, guard, watch } = this.parts;
    const { origin, socket } = this;
    if (!origin) return socket.close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    clearTimeout(this.introduction);
    this.introduction = undefined;
    this.origin = undefined;
    const { request, fault } = guard.establish({ ...origin, ...credentialsOfConnection(params, origin) });
    if (fault) return socket.close(CloseCode.Forbidden, fault.code);
    if (!accounts.take(request.principal?.accountId)) return socket.close(tooMany, 'Too many connections');
    this.request = request;
    watch.add(this);
    void this.say({ type: MessageType.ConnectionAck });
  }

  private subscribe(id: string, payload: SubscribePayload): void {
    const { request, running, socket } = this;
    if (!request) return socket.close(CloseCode.Unauthorized, 'Unauthorized');
    if (running.has(id)) {
      const reason = `Subscriber for ${id} already exists`;
      const isShort = Buffer.byteLength(reason) <= longestReason;
      return socket.close(CloseCode.SubscriberAlreadyExists, isShort ? reason : 'Subscriber already exists');
    }
    const answer = new OneAnswer();
    running.set(id, answer);
    this.isBeginning = true;
    void this.prepare(payload, request)
      .then((begun) => this.run(id, answer, begun))
      .catch((cause: unknown) => this.fail(cause))
      .finally(() => {
        this.isBeginning = false;
        this.takeNext();
      });
  }

  private complete(id: string): void {
    const stream = this.running.get(id);
    this.running.delete(id);
    if (stream instanceof GuardedStream) void stream.return();
  }

  /** What a client means, or the errors why it may not have it. */
  private async prepare(
    payload: SubscribePayload,
    connection: GatewayRequest,
  ): Promise<OperationRequest | { readonly errors: readonly GraphQLError[]; readonly request: GatewayRequest }> {
    const { guard, limits, operations } = this.parts;
    // A token that has ended since is refused, and each operation has a request id of its own.
    const { request, fault } = guard.again(connection);
    const refusal = this.running.size > limits.subscriptionsPerSocket ? new AppError('TOO_MANY_REQUESTS') : fault;
    if (refusal) return { errors: [new GraphQLError(refusal.message, { originalError: refusal })], request };
    const prepared = await operations.prepare(payload, request);
    return prepared.errors ? { errors: prepared.errors, request } : { prepared, variables: payload.variables, request };
  }

  /** Sets in motion what has been prepared, unless nobody waits for it any more. */
  private run(id: string, answer: OneAnswer, begun: Awaited<ReturnType<SocketConversation['prepare']>>): void {
    const { log, operations } = this.parts;
    if (this.running.get(id) !== answer) return;
    if ('errors' in begun) {
      this.running.delete(id);
      const payload = begun.errors.map((error) => answerError(error, begun.request, log));
      void this.say({ id, type: MessageType.Error, payload });
    } else if (begun.prepared.operationType === 'subscription') {
      const stream = operations.stream(begun, new NextMessages(this.socket, id));
      this.running.set(id, stream);
      void this.pump(id, stream);
    } else {
      void this.answer(id, answer, begun);
    }
  }

  private async answer(id: string, answer: OneAnswer, operation: OperationRequest): Promise<void> {
    try {
      const payload = await this.parts.operations.run(operation);
      if (this.running.get(id) !== answer) return;
      await this.say({ id, type: MessageType.Next, payload });
      this.end(id, answer);
    } catch (cause) {
      this.fail(cause);
    }
  }

  /** Carries a stream's own results over, and waits for its end while others carry them past it. */
  private async pump(id: string, stream: GuardedStream): Promise<void> {
    try {
      for (let step = await stream.next(); !step.done; step = await stream.next())
        await this.say({ id, type: MessageType.Next, payload: step.value });
      this.end(id, stream);
    } catch (cause) {
      this.fail(cause);
    }
  }

  /** Says that an operation is over, unless its client has left it. */
  private end(id: string, operation: GuardedStream | OneAnswer): void {
    if (this.running.get(id) !== operation) return;
    this.running.delete(id);
    void this.say({ id, type: MessageType.Complete });
  }

  private takeNext(): void {
    const text = this.isBeginning ? undefined : this.waiting.shift();
    if (text === undefined) return;
    this.take(text);
    this.takeNext();
  }

  private say(message: object): Promise<void> {
    return this.socket.send(JSON.stringify(message));
  }

  private fail(cause: unknown): void {
    this.parts.log.error('socket.message_failed', { cause });
    this.socket.close(1011, 'Internal error');
  }
}
