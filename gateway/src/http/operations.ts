import { AppError } from '@lianxin/errors';
import { type Engine, type Prepared, readResult, type TextResult } from '@lianxin/federation-engine';
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Documents } from '../documents/documents.js';
import type { GivenDocument } from '../documents/given-document.js';
import { AtOnce } from '../guard/at-once.js';
import { callerOf, type GatewayRequest } from '../guard/gateway-request.js';
import type { GatewayLimits } from '../guard/limits.js';
import { Quota } from '../guard/quota.js';
import type { SessionWatch } from '../guard/session-watch.js';
import type { Outlet } from '../live/fan-out/delivery.js';
import type { FanOut } from '../live/fan-out/fan-out.js';
import type { Log } from '../log.js';
import type { Metrics } from '../metrics.js';
import { answerResult } from './answer-errors.js';
import { GuardedStream, type StreamHome } from './guarded-stream.js';

/** One operation as a client sent it. */
export interface OperationRequest {
  readonly prepared: Prepared;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly request: GatewayRequest;
}

/** An answer whose `data` is JSON already; without it when the operation was refused before it ran. */
export interface TextAnswer {
  readonly data?: string;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** What operations run on. */
export interface OperationParts {
  readonly engine: Engine<GatewayRequest>;
  readonly fanOut: FanOut;
  readonly documents: Documents;
  readonly limits: GatewayLimits;
  readonly watch: SessionWatch;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** A thrown AppError as a result, for the same answer as any other error's. */
export function errorResult(error: AppError): ExecutionResult {
  return { errors: [new GraphQLError(error.message, { originalError: error })] };
}

/** Runs operations for every face: HTTP, SSE and WebSocket differ in how they carry results, not in what may happen. */
export class Operations {
  /** Those that have a place; one that was refused its own ends by itself. */
  private readonly streams = new Set<GuardedStream>();
  /** Streams of each account. */
  private readonly accounts: Quota;
  private readonly atOnce: AtOnce;

  private readonly home: StreamHome;

  constructor(private readonly parts: OperationParts) {
    const { limits, watch } = parts;
    this.accounts = new Quota(limits.streamsPerAccount);
    this.atOnce = new AtOnce(limits.operationsAtOnce);
    this.home = {
      watch,
      answer: (result, request) => this.answer(result, request),
      left: (stream) => {
        if (this.streams.delete(stream)) this.accounts.give(stream.request.principal?.accountId);
      },
    };
  }

  /** The operation that a client means; with `errors` where it may not be run. */
  prepare(document: GivenDocument, request: GatewayRequest): Promise<Prepared> {
    return this.parts.documents.prepare(document, request);
  }

  /** A result whose errors are fit for the client. */
  answer(result: ExecutionResult, request: GatewayRequest): FormattedExecutionResult {
    return answerResult(result, request, this.parts.log);
  }

  /** Runs a query or a mutation, down to the text. The caller's going away cancels a query, never a mutation. */
  async runText({ prepared, variables, request }: OperationRequest): Promise<TextAnswer> {
    const { engine, metrics } = this.parts;
    const begun = performance.now();
    const kind = prepared.operationType ?? 'none';
    const signal = kind === 'query' ? request.signal : undefined;
    const { errors } = prepared;
    const run = (): Promise<TextResult> => engine.runText(prepared, variables, request, signal);
    const result = errors ? { errors } : await this.atOnce.run(callerOf(request), run);
    const outcome = result.data === undefined ? 'refused' : result.errors?.length ? 'error' : 'ok';
    metrics.operation(kind, outcome, (performance.now() - begun) / 1000);
    return answerResult(result, request, this.parts.log);
  }

  /** The same as objects, for the protocols whose libraries write them down themselves. */
  async run(operation: OperationRequest): Promise<FormattedExecutionResult> {
    return readResult(await this.runText(operation));
  }

  /** Opens a subscription. With an outlet it may be shared with others who get the same. */
  stream(operation: OperationRequest, outlet?: Outlet): GuardedStream {
    const { engine, fanOut, limits, metrics } = this.parts;
    const { prepared, variables, request } = operation;
    const hasPlace = this.streams.size < limits.streams && this.accounts.take(request.principal?.accountId);
    metrics.operation('subscription', prepared.errors || !hasPlace ? 'refused' : 'ok', 0);
    const refusal = hasPlace
      ? prepared.errors && { errors: prepared.errors }
      : errorResult(new AppError('TOO_MANY_REQUESTS'));
    const abort = new AbortController();
    request.signal?.addEventListener('abort', () => abort.abort(), { once: true });
    const { signal } = abort;
    const stream = new GuardedStream(this.home, request, outlet);
    const seat = outlet && fanOut.seatFor(operation, stream);
    const own: GatewayRequest = { ...request, signal, ...(seat && { seat }) };
    const results = refusal ? only(refusal) : engine.stream(prepared, variables, own, signal);
    if (hasPlace) this.streams.add(stream);
    stream.begin({ results, abort, seat });
    return stream;
  }

  /** Ends every open stream, telling why. */
  endStreams(reason: AppError): void {
    for (const stream of this.streams) stream.end(reason);
  }
}

async function* only(result: ExecutionResult): AsyncGenerator<ExecutionResult, void> {
  yield result;
}
