import type { ExecutionResult } from 'graphql';
import type { TextResult } from './engine-types.js';
import type { Calls } from './plan/call-subgraph.js';
import { pickVariables } from './plan/compile-fetch.js';
import type { SubscriptionSource } from './plan/compile-plan.js';
import type { Compiled } from './prepare/prepare-operation.js';
import { completeRun, respond } from './run-operation.js';
import { createRun, type Variables } from './run-state.js';
import { SubgraphFault } from './subgraph-fault.js';

/** A subscription about to start. */
export interface StreamRequest<Context> {
  readonly calls: Calls<Context>;
  readonly compiled: Compiled<Context>;
  readonly source: SubscriptionSource<Context>;
  readonly variables: Variables;
  readonly context: Context;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs a subscription. Events are taken one at a time: the next is asked for when the result of the one before has been
 * taken, so a slow reader holds its source back instead of filling a queue. The stream ends with its source, on abort,
 * or when the reader returns, also while it waits for an event (a plain generator would only notice at the next one).
 * A source that fails ends it with one error that names the subgraph.
 */
export function streamOperation<Context>(request: StreamRequest<Context>): AsyncIterableIterator<TextResult> {
  const closing = new Closing(request.signal);
  const results = generateResults(request, closing);
  return {
    next: () => results.next(),
    return: () => {
      closing.close();
      return results.return(undefined);
    },
    throw: (error) => {
      closing.close();
      return results.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Whether a stream is over, and whom to wake when it is. */
class Closing {
  closed = false;
  private wake: (() => void) | undefined;
  readonly close = (): void => {
    this.closed = true;
    this.signal?.removeEventListener('abort', this.close);
    this.wake?.();
  };

  constructor(private readonly signal: AbortSignal | undefined) {
    if (signal?.aborted) this.closed = true;
    else signal?.addEventListener('abort', this.close, { once: true });
  }

  /** The next event, or undefined when the stream closes first. */
  next<Event>(events: AsyncIterator<Event>): Promise<IteratorResult<Event> | undefined> {
    return new Promise((resolve, reject) => {
      this.wake = () => resolve(undefined);
      events.next().then(resolve, reject);
    });
  }
}

async function* generateResults<Context>(
  request: StreamRequest<Context>,
  closing: Closing,
): AsyncGenerator<TextResult, undefined> {
  const { compiled, source, variables, context, signal } = request;
  let events: AsyncIterator<ExecutionResult> | undefined;
  try {
    events = openSource(request);
    while (!closing.closed) {
      const event = await closing.next(events);
      if (!event || event.done) return;
      const run = createRun(variables, context, signal);
      source.absorb(run, event.value, true);
      const result = await completeRun(compiled, run);
      if (closing.closed) return;
      yield result;
    }
  } catch (cause) {
    if (!closing.closed) yield failed(request, cause);
  } finally {
    closing.close();
    // Not awaited: a source that hangs must not hold the reader that leaves.
    void closeSource(events);
  }
}

function openSource<Context>(request: StreamRequest<Context>): AsyncIterator<ExecutionResult> {
  const { calls, source, context, signal } = request;
  const { serviceName, operationName, variableUsages } = source.node;
  const transport = calls.transports[serviceName];
  if (!transport?.subscribe) {
    throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'the transport of this subgraph has no subscriptions');
  }
  const events = transport.subscribe({
    document: source.document,
    ...(operationName && { operationName }),
    variables: pickVariables(variableUsages, request.variables),
    context,
    signal,
  });
  return events[Symbol.asyncIterator]();
}

async function closeSource(events: AsyncIterator<ExecutionResult> | undefined): Promise<void> {
  try {
    await events?.return?.();
  } catch {
    // The stream is over; a source that fails at closing has nobody left to tell.
  }
}

function failed<Context>(
  { calls, compiled, source, variables, context }: StreamRequest<Context>,
  cause: unknown,
): TextResult {
  const fault =
    cause instanceof SubgraphFault
      ? cause
      : new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'the source of the subscription failed', { cause });
  calls.onFault?.({ subgraph: source.node.serviceName, code: fault.code, cause: fault, context });
  const run = createRun(variables, context, undefined);
  source.absorb(run, fault, true);
  return { ...respond(compiled, run), data: 'null' };
}
