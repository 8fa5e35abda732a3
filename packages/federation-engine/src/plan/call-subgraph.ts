import type { ExecutionResult } from 'graphql';
import type { FaultReport, SubgraphRequest, Transport } from '../engine-types.js';
import { isObject, type Run } from '../run-state.js';
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
): Promise<Answer> {
  if (run.signal?.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      run.onAbort.delete(abandon);
      resolve(answer);
    };
    const fail = (cause: unknown): void => {
      if (run.signal?.aborted) return settle(undefined);
      const fault =
        cause instanceof SubgraphFault
          ? cause
          : new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'the call failed', { cause });
      calls.onFault?.({ subgraph, code: fault.code, cause: fault, context: request.context });
      settle(fault);
    };
    const abandon = (): void => settle(undefined);
    const timer = setTimeout(
      () => fail(new SubgraphFault('SUBGRAPH_TIMEOUT', `no answer within ${calls.timeoutMs} ms`)),
      calls.timeoutMs,
    );
    run.onAbort.add(abandon);
    const receive = (result: ExecutionResult): void => {
      const fault = faultOf(result);
      if (fault) fail(fault);
      else settle(result);
    };
    try {
      const transport = calls.transports[subgraph];
      if (!transport) throw new SubgraphFault('SUBGRAPH_UNAVAILABLE', 'no transport');
      transport.execute(request).then(receive, fail);
    } catch (cause) {
      fail(cause);
    }
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
