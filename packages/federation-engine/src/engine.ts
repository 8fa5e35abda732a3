import { GraphQLError } from 'graphql';
import { AppError } from '@lianxin/errors';
import { Denied } from './access/requirement.js';
import { BoundedCache } from './bounded-cache.js';
import { Tiers } from './codegen/tiers.js';
import { costModel } from './cost/cost-model.js';
import { measureCost, overBudget } from './cost/measure-cost.js';
import type { Engine, EngineOptions, Prepared, TextResult } from './engine-types.js';
import { laterStream } from './later-stream.js';
import { defaultLimits } from './limits.js';
import type { Calls } from './plan/call-subgraph.js';
import {
  createPreparer,
  PreparedOperation,
  type Accepted,
  type Compiled,
  type Outcome,
  type Refused,
} from './prepare/prepare-operation.js';
import { operationPlanner, plannerOf } from './plan/plan-operation.js';
import { readResult } from './respond/text-result.js';
import { readStream } from './respond/read-stream.js';
import { cancelled, closedAtRoot, coerceVariables, completeRun } from './run-operation.js';
import { createRun, isPromise, type Variables } from './run-state.js';
import { streamOperation } from './stream-operation.js';
import { readSupergraph, type Supergraph } from './supergraph.js';
import { turns } from './turns.js';

/** Runs after which the code of an operation is worth its making. */
const defaultInterpretedRuns = 3;

/** What a run needs, or the result that says why there is none. */
type Begun<Context> = { readonly compiled: Compiled<Context>; readonly variables: Variables } | TextResult;

/** A valid operation of the engine and what it is asked with. */
interface ReadRequest<Context> {
  readonly accepted: Accepted<Context>;
  readonly variables: Variables;
}

/**
 * Makes an engine over a supergraph. Throws `BAD_CONFIGURATION` when a subgraph has no transport.
 * It holds no connections, and starts the planner's process (`close` ends it); what the transports hold is theirs to close.
 */
export function createEngine<Context = unknown>(options: EngineOptions<Context>): Engine<Context> {
  const supergraph = readSupergraph(options.supergraphSdl);
  refuseMissingTransports(supergraph, options);
  const limits = { ...defaultLimits, ...options.limits };
  const schema = supergraph.publicSchema;
  const calls: Calls<Context> = {
    transports: options.transports,
    timeoutMs: limits.fetchTimeoutMs,
    onFault: options.onFault,
  };
  const tiers = new Tiers(options.interpretedRuns ?? defaultInterpretedRuns);
  const costs = costModel(supergraph, limits);
  const planner = plannerOf(supergraph, options.planner ?? 'own-process', limits);
  const prepareDocument = createPreparer(
    { supergraph, calls, tiers },
    limits,
    costs,
    operationPlanner(supergraph, planner),
  );
  const cache = new BoundedCache<PreparedOperation<Context>>(limits.cachedDocuments, limits.cachedBytes);

  // A line feed cannot be part of a name, so two different requests never share a key.
  const keyOf = (document: string, operationName?: string): string =>
    operationName ? `${operationName}\n${document}` : document;

  const prepare = (document: string, operationName?: string): Prepared => {
    const key = keyOf(document, operationName);
    const known = cache.get(key);
    if (known) return known;
    const prepared: PreparedOperation<Context> = prepareDocument(document, operationName, (bytes) => {
      cache.set(key, prepared, bytes);
    });
    // What is too large for the limits is also too large to remember; refusing it again costs nothing. No name that a
    // document may hold is longer than the document.
    if (Math.max(document.length, operationName?.length ?? 0) <= limits.documentBytes)
      cache.set(key, prepared, prepared.bytes);
    return prepared;
  };

  /** An operation with its coerced variables, or why there is none. */
  const read = (prepared: Prepared, given: Variables | null | undefined): ReadRequest<Context> | Refused => {
    if (!(prepared instanceof PreparedOperation)) throw new TypeError('Not prepared by this engine.');
    const accepted = (prepared as PreparedOperation<Context>).result;
    if ('errors' in accepted) return accepted;
    const coerced = coerceVariables(schema, accepted, given, limits);
    return coerced.errors ? { errors: coerced.errors } : { accepted, variables: coerced.values };
  };

  /** Planned is only what the budget allows, and at its first run; then there is a promise. */
  const begin = (
    prepared: Prepared,
    given: Variables | null | undefined,
    context: Context,
    signal: AbortSignal | undefined,
  ): Begun<Context> | Promise<Begun<Context>> => {
    const request = read(prepared, given);
    if ('errors' in request) return request;
    const { accepted, variables } = request;
    const errors = overBudget(costs, accepted.cost, variables, options.budgetOf?.(context));
    if (errors) return { errors };
    const go = (compiled: Outcome<Context>): Begun<Context> => {
      if ('errors' in compiled) return compiled;
      return closedAtRoot(compiled, variables) ?? { compiled, variables };
    };
    const caller = options.callerOf?.(context);
    const compiled = accepted.compiled(deniedTo(accepted.needs, context), variables, { caller, signal });
    // All who waited for it would run in the turn in which it was compiled.
    return isPromise(compiled) ? compiled.then((made) => turns.next(caller).then(() => go(made))) : go(compiled);
  };

  const deniedTo = (needs: readonly number[], context: Context): Denied =>
    needs.length === 0
      ? Denied.nothing
      : Denied.of(supergraph.requirements.all, needs, () => options.accessOf?.(context));

  const runText: Engine<Context>['runText'] = async (prepared, given, context, signal) => {
    const beginning = begin(prepared, given, context, signal);
    const begun = isPromise(beginning) ? await beginning : beginning;
    if (!('compiled' in begun)) return begun;
    if (begun.compiled.plan.source) return { errors: [streamOnly()] };
    if (signal?.aborted) return cancelled();
    return completeRun(begun.compiled, createRun(begun.variables, context, signal));
  };

  const open = (
    begun: Begun<Context>,
    context: Context,
    signal: AbortSignal | undefined,
  ): AsyncIterable<TextResult> => {
    if (!('compiled' in begun)) return only(begun);
    const { compiled, variables } = begun;
    const { source } = compiled.plan;
    if (!source) return only(completeRun(compiled, createRun(variables, context, signal)));
    return streamOperation({ calls, compiled, source, variables, context, signal });
  };

  const streamText: Engine<Context>['streamText'] = (prepared, given, context, signal) => {
    const begun = begin(prepared, given, context, signal);
    if (!isPromise(begun)) return open(begun, context, signal);
    return laterStream(begun.then((one) => open(one, context, signal)));
  };

  return {
    schema,
    prepare,
    known: (document, operationName) => cache.get(keyOf(document, operationName)),
    measure(prepared, given) {
      const request = read(prepared, given);
      return 'errors' in request ? request : measureCost(costs, request.accepted.cost, request.variables);
    },
    runText,
    run: async (prepared, given, context, signal) => readResult(await runText(prepared, given, context, signal)),
    streamText,
    stream: (prepared, given, context, signal) => readStream(streamText(prepared, given, context, signal)),
    ready: () => planner.ready(),
    close: () => planner.close(),
  };
}

async function* only(result: Promise<TextResult> | TextResult): AsyncGenerator<TextResult, void> {
  yield await result;
}

function streamOnly(): GraphQLError {
  return new GraphQLError('A subscription has to be opened over a streaming transport.', {
    extensions: { code: 'SUBSCRIPTION_NEEDS_STREAM' },
  });
}

function refuseMissingTransports<Context>(supergraph: Supergraph, { transports }: EngineOptions<Context>): void {
  const missing = supergraph.subgraphs.filter((name) => !Object.hasOwn(transports, name));
  if (missing.length > 0) {
    throw new AppError('BAD_CONFIGURATION', { reason: `no transport for the subgraphs ${missing.join(', ')}` });
  }
}
