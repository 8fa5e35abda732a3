import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { SubgraphRequest, Transport } from '../engine-types.js';
import { isPromise } from '../run-state.js';
import { BoundedCache } from '../bounded-cache.js';
import { createDocumentCompiler, type CompiledDocument } from './compile-document.js';
import { answerEntitiesPlainly } from './local-entities.js';
import { turns } from '../turns.js';
import { localEvents } from './local-events.js';
import { maskError, type FormatError } from './mask-error.js';

/** A subgraph that lives in this process. */
export interface LocalTransportOptions<Context> {
  readonly schema: GraphQLSchema;
  /** Called for every fetch, so that loaders live as long as one fetch (and one event of a subscription's source). */
  createContext(requestContext: Context): unknown;
  /** Whom a new document is compiled for: see the engine's option of this name. */
  readonly callerOf?: (requestContext: Context) => object | undefined;
  /** Defaults to {@link maskError}; the place to log what is masked. */
  readonly formatError?: FormatError;
  /** Compiled documents kept. Default 1,000. */
  readonly cachedDocuments?: number;
}

/**
 * Calls a schema without a network and without JSON in between. Each document is compiled once. The schema belongs to the
 * transport: its `_entities` is answered in a plainer way.
 */
export function localTransport<Context = unknown>(
  options: LocalTransportOptions<Context>,
): Required<Transport<Context>> {
  const { schema, formatError = maskError } = options;
  answerEntitiesPlainly(schema);
  const compile = createDocumentCompiler(schema);
  const cachedDocuments = options.cachedDocuments ?? 1_000;
  const cache = new BoundedCache<CompiledDocument>(cachedDocuments, cachedDocuments);

  const compiledOf = (text: string): CompiledDocument => {
    const known = cache.get(text);
    if (known) return known;
    const compiled = compile(text);
    cache.set(text, compiled, 1);
    return compiled;
  };

  /** One document that is new at a time, and everybody else between two: to compile one takes up to some 30 ms. */
  const compiledInTurn = async ({ document, context }: SubgraphRequest<Context>): Promise<CompiledDocument> => {
    await turns.next(options.callerOf?.(context));
    return compiledOf(document);
  };

  const run = (
    compiled: CompiledDocument,
    request: SubgraphRequest<Context>,
  ): ExecutionResult | Promise<ExecutionResult> => {
    const variables = request.variables ?? {};
    const context = options.createContext(request.context);
    if (isPromise(context)) return context.then((made) => compiled.run(made, variables)).then(tell);
    const result = compiled.run(context, variables);
    return isPromise(result) ? result.then(tell) : tell(result);
  };

  const tell = (result: ExecutionResult): ExecutionResult =>
    result.errors?.length ? { ...result, errors: result.errors.map(formatError) } : result;

  return {
    execute(request) {
      const known = cache.get(request.document);
      return known ? run(known, request) : compiledInTurn(request).then((compiled) => run(compiled, request));
    },
    subscribe(request) {
      return localEvents(options, compiledOf(request.document), request, tell);
    },
  };
}
