import { AppError } from '@lianxin/errors';
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError } from 'graphql';
import type { GatewayRequest } from '../guard/gateway-request.js';
import type { SessionWatch } from '../guard/session-watch.js';

/** What a stream needs to know of its surroundings. */
export interface StreamSetting {
  readonly request: GatewayRequest;
  readonly watch: SessionWatch;
  readonly abort: AbortController;
  answer(result: ExecutionResult): FormattedExecutionResult;
  onClosed(): void;
}

type Step = IteratorResult<FormattedExecutionResult, undefined>;
const done: Step = { done: true, value: undefined };

const failure = (error: AppError): ExecutionResult => ({
  errors: [new GraphQLError(error.message, { originalError: error })],
});

/**
 * A stream of results as a client may have it. It ends when its session does, at once, also while it waits: with one
 * last result that says so. Nothing comes after that, whatever the source still brings. Every face (socket, SSE) reads
 * streams through this, so that no subscription of any subgraph can outlive its session.
 *
 * Who may run when: `next` is called by one reader, one at a time; `end` and `return` may interrupt a waiting `next`.
 */
export class GuardedStream implements AsyncGenerator<FormattedExecutionResult, undefined, undefined> {
  private readonly source: AsyncIterator<ExecutionResult>;
  private readonly unwatch: () => void;
  private interrupt: ((step: Step) => void) | undefined;
  private farewell: AppError | undefined;
  private closed = false;

  constructor(
    source: AsyncIterable<ExecutionResult>,
    private readonly setting: StreamSetting,
  ) {
    this.source = source[Symbol.asyncIterator]();
    this.unwatch = setting.watch.watch(setting.request, () => this.end(new AppError('SESSION_ENDED')));
  }

  /** Ends the stream with one last result that tells why. */
  end(reason: AppError): void {
    if (this.closed || this.farewell) return;
    this.farewell = reason;
    const { interrupt } = this;
    if (interrupt) interrupt(this.sayFarewell(reason));
    else this.setting.abort.abort();
  }

  async next(): Promise<Step> {
    if (this.closed) return done;
    if (this.farewell) return this.sayFarewell(this.farewell);
    return new Promise<Step>((resolve, reject) => {
      this.interrupt = resolve;
      this.source.next().then((step) => resolve(this.deliver(step)), reject);
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

  private sayFarewell(reason: AppError): Step {
    if (this.closed) return done;
    this.close();
    return { done: false, value: this.setting.answer(failure(reason)) };
  }

  private close(): void {
    if (this.closed) return;
    this.closed = true;
    this.unwatch();
    this.setting.abort.abort();
    // Not awaited: a source that waits for its next event must not hold the reader that leaves.
    void this.source.return?.().catch(() => undefined);
    this.setting.onClosed();
  }
}
