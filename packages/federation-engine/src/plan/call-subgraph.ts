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
  const check = (result: ExecutionResult): Answer => {
    const fault = faultOf(result);
    return fault ? report(fault) : result;
  };
  const report = (cause: unknown): Answer => {
    if (run.signal?.aborted) return undefined;
    const fault =
      cause instanceof SubgraphFault ? cause : new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'the call failed', { cause });
    calls.onFault?.({ subgraph, code: fault.code, cause: fault, context: request.context });
    return fault;
  };
  let called: Promise<ExecutionResult> | ExecutionResult;
  try {
    const transport = calls.transports[subgraph];
    if (!transport) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'no transport');
    called = transport.execute(request);
  } catch (cause) {
    return report(cause);
  }
  return isPromise(called) ? withinDeadline(called, { check, report }, calls.timeoutMs, run) : check(called);
}

interface Receiver {
  readonly check: (result: ExecutionResult) => Answer;
  readonly report: (cause: unknown) => Answer;
}

function withinDeadline(
  called: Promise<ExecutionResult>,
  { check, report }: Receiver,
  timeoutMs: number,
  run: Run,
): Promise<Answer> {
  return new Promise((resolve) => {
    let settled = false;
    // What comes after the deadline is nobody's any more: it is not reported a second time.
    const settle = (answer: () => Answer): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      run.onAbort.delete(abandon);
      resolve(answer());
    };
    const abandon = (): void => settle(() => undefined);
    const timer = setTimeout(
      () => settle(() => report(new SubgraphFault('SUBGRAPH_TIMEOUT', `no answer within ${timeoutMs} ms`))),
      timeoutMs,
    );
    run.onAbort.add(abandon);
    called.then(
      (result) => settle(() => check(result)),
      (cause) => settle(() => report(cause)),
    );
  });
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
