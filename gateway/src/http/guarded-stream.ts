import { AppError } from '@lianxin/errors';
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError } from 'graphql';
import type { GatewayRequest } from '../guard/gateway-request.js';
import type { SessionWatch, Watched } from '../guard/session-watch.js';
import type { Delivery, Outlet } from '../live/fan-out/delivery.js';
import type { MemberSeat } from '../live/fan-out/fan-out.js';
import type { Member } from '../live/fan-out/member.js';
import { resync } from '../live/follow-topic.js';

/** What all streams of a gateway share. */
export interface StreamHome {
  readonly watch: SessionWatch;
  /** A result as the caller may have it. */
  answer(result: ExecutionResult, request: GatewayRequest): FormattedExecutionResult;
  /** Told once of every stream that has ended. */
  left(stream: GuardedStream): void;
}

/** Where a stream's own results come from. */
export interface StreamSource {
  readonly results: AsyncIterable<ExecutionResult>;
  /** Ends the source, also while it waits. */
  readonly abort: AbortController;
  /** There when the stream may be shared: where its source hands over to. */
  readonly seat?: MemberSeat | undefined;
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
 * When its source has handed over to a group, it is a member there: results go to its outlet, past the reader, and its
 * `next` waits for the end. Thousands wait like that, so nothing is kept then of what its own stream was made of.
 *
 * Who may run when: `next` is called by one reader, one at a time; `end`, `finish` and `return` may interrupt a waiting
 * `next`.
 */
export class GuardedStream implements AsyncGenerator<FormattedExecutionResult, undefined, undefined>, Member, Watched {
  last = 0;
  private source: AsyncIterator<ExecutionResult> | undefined;
  private abort: AbortController | undefined;
  private seat: MemberSeat | undefined;
  private interrupt: ((step: Step) => void) | undefined;
  private farewell: AppError | GraphQLError | undefined;
  private closed = false;

  constructor(
    private readonly home: StreamHome,
    readonly request: GatewayRequest,
    private readonly outlet?: Outlet,
  ) {}

  /** Begins to read from its source; once. */
  begin({ results, abort, seat }: StreamSource): void {
    this.source = results[Symbol.asyncIterator]();
    this.abort = abort;
    this.seat = seat;
    this.home.watch.add(this);
  }

  /** Ends the stream with one last result that tells why. */
  end(reason: AppError | GraphQLError): void {
    if (this.closed || this.farewell) return;
    this.farewell = reason;
    if (this.interrupt) this.settle(this.sayFarewell(reason));
    else this.abort?.abort();
  }

  sessionEnded(): void {
    this.end(new AppError('SESSION_ENDED'));
  }

  stands(): boolean {
    return this.home.watch.stands(this.request);
  }

  deliver(delivery: Delivery): boolean {
    return this.outlet?.deliver(delivery) ?? true;
  }

  cutOff(last: number): void {
    this.end(resync(this.request.locale, last));
  }

  /** Ends the stream as its source would have. */
  finish(): void {
    this.close();
    this.settle(done);
  }

  next(): Promise<Step> {
    return new Promise<Step>((resolve) => {
      if (this.closed) return resolve(done);
      if (this.farewell) return resolve(this.sayFarewell(this.farewell));
      this.interrupt = resolve;
      this.source
        ?.next()
        .then((step) => this.arrived(step))
        .catch((cause: unknown) => this.settle(this.sayFarewell(new AppError('INTERNAL', {}, { cause }))));
    });
  }

  async return(): Promise<Step> {
    this.settle(done);
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

  private arrived(step: IteratorResult<ExecutionResult, unknown>): void {
    if (!step.done || !this.seat?.taken || this.closed) return this.settle(this.present(step));
    this.source = undefined;
    this.abort = undefined;
  }

  /** Answers the reader who waits, if one does. */
  private settle(step: Step): void {
    const { interrupt } = this;
    this.interrupt = undefined;
    interrupt?.(step);
  }

  private present(step: IteratorResult<ExecutionResult, unknown>): Step {
    if (this.closed) return done;
    if (this.farewell) return this.sayFarewell(this.farewell);
    if (!this.stands()) return this.sayFarewell(new AppError('SESSION_ENDED'));
    if (step.done) {
      this.close();
      return done;
    }
    return { done: false, value: this.home.answer(step.value, this.request) };
  }

  private sayFarewell(reason: AppError | GraphQLError): Step {
    if (this.closed) return done;
    this.close();
    return { done: false, value: this.home.answer(failure(reason), this.request) };
  }

  private close(): void {
    if (this.closed) return;
    this.closed = true;
    this.home.watch.remove(this);
    this.seat?.leave();
    this.abort?.abort();
    // Not awaited: a source that waits for its next event must not hold the reader that leaves.
    void this.source?.return?.().catch(() => undefined);
    this.home.left(this);
  }
}
