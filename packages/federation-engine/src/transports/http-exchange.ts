import type { Dispatcher } from 'undici';
import type { ExecutionResult } from 'graphql';
import { isObject } from '../run-state.js';
import { SubgraphFault } from '../subgraph-fault.js';

/** Bounds of one exchange. */
export interface ExchangeLimits {
  /** Milliseconds until the whole answer must be there. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
}

/** Whom an exchange tells. */
export interface ExchangeEnds {
  resolve(answer: ExecutionResult): void;
  reject(fault: SubgraphFault): void;
  /** Whether others are under way on the same connection. */
  isShared(): boolean;
  /** The connection is free of this exchange: it was answered, or will never be. Called once. */
  onOver(): void;
}

/**
 * One request to a subgraph and its answer, as undici reports it: no stream, no `AbortController` and no listener for what
 * is mostly one small chunk. It settles once; whatever comes later, and a request that is still in the queue then, is
 * dropped.
 */
export class HttpExchange implements Dispatcher.DispatchHandler {
  private readonly chunks: Buffer[] = [];
  private readonly timer: NodeJS.Timeout;
  private controller: Dispatcher.DispatchController | undefined;
  private ending: Error | undefined;
  private isOverCalled = false;
  private bytes = 0;
  private status = 0;

  constructor(
    private readonly limits: ExchangeLimits,
    private readonly signal: AbortSignal | undefined,
    private readonly ends: ExchangeEnds,
  ) {
    this.timer = setTimeout(this.expire, limits.timeoutMs);
    if (signal?.aborted) this.abandon();
    else signal?.addEventListener('abort', this.abandon, { once: true });
  }

  /** Whether it has failed; then it need not be sent. */
  get isOver(): boolean {
    return this.ending !== undefined;
  }

  /**
   * The caller has gone. Ending an exchange ends its connection, and whoever shares it has to be sent again; so the answer
   * is only not listened to any more, until its time is up.
   */
  private readonly abandon = (): void => {
    const fault = new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'the caller has gone');
    if (!this.controller || !this.ends.isShared()) return this.fail(fault);
    this.ending = fault;
    this.signal?.removeEventListener('abort', this.abandon);
    this.ends.reject(fault);
  };

  private readonly expire = (): void => {
    if (this.ending) this.controller?.abort(this.ending);
    else this.fail(new SubgraphFault('SUBGRAPH_TIMEOUT', `no answer within ${this.limits.timeoutMs} ms`));
  };

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.ending) controller.abort(this.ending);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.ending) return;
    this.bytes += chunk.length;
    if (this.bytes > this.limits.maxResponseBytes) {
      this.fail(new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'the answer is too large'));
    } else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.over();
    this.release();
    if (this.ending) return;
    try {
      this.ends.resolve(this.read());
    } catch (cause) {
      const reason = `status ${this.status}, and the body is no JSON object`;
      this.ends.reject(new SubgraphFault('SUBGRAPH_UNAVAILABLE', reason, { cause }));
    }
  }

  onResponseError(_controller: Dispatcher.DispatchController, cause: Error): void {
    this.over();
    this.release();
    this.fail(new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'the request failed', { cause }));
  }

  private fail(fault: SubgraphFault): void {
    if (this.ending) return;
    this.ending = fault;
    this.release();
    if (this.controller) this.controller.abort(fault);
    else this.over();
    this.ends.reject(fault);
  }

  private over(): void {
    if (this.isOverCalled) return;
    this.isOverCalled = true;
    this.ends.onOver();
  }

  private release(): void {
    clearTimeout(this.timer);
    this.signal?.removeEventListener('abort', this.abandon);
  }

  /** A GraphQL result is one with any status (servers send 400 and 500 with errors); anything else is no answer. */
  private read(): ExecutionResult {
    const [only] = this.chunks;
    const body = only && this.chunks.length === 1 ? only : Buffer.concat(this.chunks);
    const answer: unknown = JSON.parse(body.toString('utf8'));
    if (!isObject(answer)) throw new TypeError('not an object');
    return answer;
  }
}
