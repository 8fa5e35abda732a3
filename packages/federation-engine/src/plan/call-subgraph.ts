import type { ExecutionResult } from 'graphql';
import type { FaultReport, SubgraphRequest, Transport } from '../engine-types.js';
import { isObject, isPromise, type Run } from '../run-state.js';
import { SubgraphFault } from '../subgraph-fault.js';

/** What a plan needs to reach its subgraphs. */
export interface Calls<Context> {
  readonly transports: Readonly<Record<string, Transport<Context>>>;
  readonly timeoutMs: number;
  readonly onFault: ((report: FaultReport<Context>) => void) | undefined;
}

/** An answer, the fault that stands for it, or nothing because the caller has gone. */
export type Answer = ExecutionResult | SubgraphFault | undefined;

/**
 * Calls a subgraph and waits no longer than the deadline or the run's life, whichever transport it is. Never rejects.
 * An answer without data and without errors is none; neither is anything that is no object.
 */
export function callSubgraph<Context>(
  calls: Calls<Context>,
  subgraph: string,
  request: SubgraphRequest<Context>,
  run: Run<Context>,
): Answer | Promise<Answer> {
  if (run.signal?.aborted) return undefined;
  const call = new Call(calls, subgraph, request.context, run);
  let called: Promise<ExecutionResult> | ExecutionResult;
  try {
    const transport = calls.transports[subgraph];
    if (!transport) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'no transport');
    called = transport.execute(request);
  } catch (cause) {
    return call.report(cause);
  }
  return isPromise(called) ? call.wait(called) : call.check(called);
}

/** A call under way. */
class Call<Context> {
  constructor(
    private readonly calls: Calls<Context>,
    private readonly subgraph: string,
    private readonly context: Context,
    private readonly run: Run<Context>,
  ) {}

  check(result: ExecutionResult): Answer {
    const fault = faultOf(result);
    return fault ? this.report(fault) : result;
  }

  report(cause: unknown): Answer {
    if (this.run.signal?.aborted) return undefined;
    const fault =
      cause instanceof SubgraphFault ? cause : new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'the call failed', { cause });
    this.calls.onFault?.({ subgraph: this.subgraph, code: fault.code, cause: fault, context: this.context });
    return fault;
  }

  /** The answer, or whatever comes before it. */
  wait(called: Promise<ExecutionResult>): Promise<Answer> {
    const { timeoutMs } = this.calls;
    const { onAbort } = this.run;
    return new Promise((resolve) => {
      const abandon = (): void => {
        if (close()) resolve(undefined);
      };
      const expire = (): void => {
        const fault = new SubgraphFault('SUBGRAPH_TIMEOUT', `no answer within ${timeoutMs} ms`);
        if (close()) resolve(this.report(fault));
      };
      // Once: what comes after the deadline is nobody's any more, and is not reported a second time.
      const close = (): boolean => {
        clearTimeout(timer);
        return onAbort.delete(abandon);
      };
      const timer = setTimeout(expire, timeoutMs);
      onAbort.add(abandon);
      called.then(
        (result) => close() && resolve(this.check(result)),
        (cause) => close() && resolve(this.report(cause)),
      );
    });
  }
}

/** Says why something a transport delivered is no GraphQL result; undefined when it is one. */
export function faultOf(result: unknown): SubgraphFault | undefined {
  if (!isObject(result)) return new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'the answer is no object');
  const { data, errors } = result;
  const hasErrors = Array.isArray(errors) && errors.length > 0;
  const wellFormed =
    (errors === undefined || errors === null || Array.isArray(errors)) &&
    (isObject(data) || (hasErrors && (data === null || data === undefined)));
  return wellFormed ? undefined : new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'the answer is no GraphQL result');
}
