import { AppError } from '@lianxin/errors';
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError } from 'graphql';
import type { GatewayRequest } from '../guard/gateway-request.js';
import type { SessionWatch } from '../guard/session-watch.js';
import type { Delivery } from '../live/fan-out/delivery.js';
import type { MemberSeat } from '../live/fan-out/fan-out.js';

/** Takes results past the stream, as bytes; false when its reader is stalled and nothing more is kept for it. */
export type Sink = (delivery: Delivery) => boolean;

/** What a stream needs to know of its surroundings. */
export interface StreamSetting {
  readonly request: GatewayRequest;
  readonly watch: SessionWatch;
  readonly abort: AbortController;
  /** There when the stream may be shared: where its source hands over to. */
  readonly seat?: MemberSeat | undefined;
  answer(result: ExecutionResult): FormattedExecutionResult;
  onClosed(): void;
}

type Step = IteratorResult<FormattedExecutionResult, undefined>;
const done: Step = { done: true, value: undefined };

const failure = (error: AppError | GraphQLError): ExecutionResult => ({
  errors: [error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error })],
});

/**
 * A stream of results as a client may have it. It ends when its session does, at once, also while it waits: with one
 * last result that says so. Nothing comes after that, whatever the source still brings. Every face (socket, SSE) reads
 * streams through this, so that no subscription of any subgraph can outlive its session.
 *
 * When its source has handed over to a group, results reach the reader past it, and its `next` waits for the end.
 *
 * Who may run when: `next` is called by one reader, one at a time; `end`, `finish` and `return` may interrupt a waiting
 * `next`.
 */
export class GuardedStream implements AsyncGenerator<FormattedExecutionResult, undefined, undefined> {
  /** Gone when it has handed over: thousands wait in their groups, and none needs what its own stream was made of. */
  private source: AsyncIterator<ExecutionResult> | undefined;
  private readonly unwatch: () => void;
  private interrupt: ((step: Step) => void) | undefined;
  private farewell: AppError | GraphQLError | undefined;
  private closed = false;

  constructor(
    source: AsyncIterable<ExecutionResult>,
    private readonly setting: StreamSetting,
  ) {
    this.source = source[Symbol.asyncIterator]();
    this.unwatch = setting.watch.watch(setting.request, () => this.end(new AppError('SESSION_ENDED')));
  }

  /** Ends the stream with one last result that tells why. */
  end(reason: AppError | GraphQLError): void {
    if (this.closed || this.farewell) return;
    this.farewell = reason;
    const { interrupt } = this;
    if (interrupt) interrupt(this.sayFarewell(reason));
    else this.setting.abort.abort();
  }

  /** Ends the stream as its source would have. */
  finish(): void {
    const { interrupt } = this;
    this.close();
    interrupt?.(done);
  }

  async next(): Promise<Step> {
    if (this.closed) return done;
    if (this.farewell) return this.sayFarewell(this.farewell);
    return new Promise<Step>((resolve, reject) => {
      this.interrupt = resolve;
      this.source?.next().then((step) => {
        if (!step.done || !this.setting.seat?.taken || this.closed) resolve(this.deliver(step));
        else this.source = undefined;
      }, reject);
    })
      .catch((cause: unknown) => this.sayFarewell(new AppError('INTERNAL', {}, { cause })))
      .finally(() => {
        this.interrupt = undefined;
      });
  }

  async return(): Promise<Step> {
    this.interrupt?.(done);
    this.close();
    return done;
  }

  throw(): Promise<Step> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.return().then(() => undefined);
  }

  private deliver(step: IteratorResult<ExecutionResult, unknown>): Step {
    if (this.closed) return done;
    if (this.farewell) return this.sayFarewell(this.farewell);
    if (!this.setting.watch.stands(this.setting.request)) return this.sayFarewell(new AppError('SESSION_ENDED'));
    if (step.done) {
      this.close();
      return done;
    }
    return { done: false, value: this.setting.answer(step.value) };
  }

  private sayFarewell(reason: AppError | GraphQLError): Step {
    if (this.closed) return done;
    this.close();
    return { done: false, value: this.setting.answer(failure(reason)) };
  }

  private close(): void {
    if (this.closed) return;
    this.closed = true;
    this.unwatch();
    this.setting.seat?.leave();
    this.setting.abort.abort();
    // Not awaited: a source that waits for its next event must not hold the reader that leaves.
    void this.source?.return?.().catch(() => undefined);
    this.setting.onClosed();
  }
}
