import type { FetchNode } from '@graphql-hive/router-query-planner';
import type { ExecutionResult } from 'graphql';
import { isObject, isPromise, type Run } from '../run-state.js';
import { SubgraphFault } from '../subgraph-fault.js';
import { callSubgraph, faultOf, type Answer } from './call-subgraph.js';
import type { FetchOutput } from './fetch-output.js';
import { compileMerge, merger } from './merge-answer.js';
import type { Site } from './site.js';
import { faultError, pathOf, subgraphError } from './subgraph-errors.js';

/** One node of a plan, ready to run. Never rejects. */
export type Step<Context> = (run: Run<Context>) => Promise<void> | void;

/** Puts an answer of a root fetch into the data of a run. */
export type Absorb<Context> = (run: Run<Context>, answer: ExecutionResult | SubgraphFault, copy: boolean) => void;

/** The variables a fetch needs, taken from those of the operation. One without a value stays without. */
export function pickVariables(
  names: readonly string[] | undefined,
  from: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of names ?? []) {
    if (Object.hasOwn(from, name)) picked[name] = from[name];
  }
  return picked;
}

/** Compiles a fetch of root fields. */
export function compileRootFetch<Context>(node: FetchNode, output: FetchOutput, site: Site<Context>): Step<Context> {
  const absorb = compileAbsorb<Context>(node, output, site);
  const { document } = output;
  const { serviceName, operationName, variableUsages } = node;
  return (run) => {
    const variables = pickVariables(variableUsages, run.variables);
    const { context, signal } = run;
    const request = { document, ...(operationName && { operationName }), variables, context, signal };
    return whenAnswered(callSubgraph(site.calls, serviceName, request, run), (answer) => {
      if (answer) absorb(run, answer, false);
    });
  };
}

/** Goes on at once with an answer that is there already. */
export function whenAnswered(answer: Answer | Promise<Answer>, then: (answer: Answer) => void): Promise<void> | void {
  return isPromise(answer) ? answer.then(then) : then(answer);
}

/** Compiles what happens to the answer of a root fetch, or to an event of a subscription. */
export function compileAbsorb<Context>(
  node: FetchNode,
  { shape, renamed, rewrite }: FetchOutput,
  { supergraph: { isObjectType }, tiers }: Pick<Site<Context>, 'supergraph' | 'tiers'>,
): Absorb<Context> {
  const merge = tiers.of(merger(shape, isObjectType), () => compileMerge(shape, isObjectType));
  const [only, ...others] = shape.fields;
  const place = only && others.length === 0 ? [only.to] : undefined;
  return (run, received, copy) => {
    const answer = received instanceof SubgraphFault ? received : (faultOf(received) ?? received);
    if (answer instanceof SubgraphFault) {
      run.errors.push(faultError(answer, node.serviceName, place));
      run.incomplete.add(run.data);
      return;
    }
    for (const error of answer.errors ?? []) {
      run.errors.push(subgraphError(error, node.serviceName, pathOf(error, renamed) ?? place));
    }
    if (isObject(answer.data)) {
      rewrite?.(answer.data);
      merge()(run.data, answer.data, copy);
    } else {
      run.incomplete.add(run.data);
    }
  };
}
