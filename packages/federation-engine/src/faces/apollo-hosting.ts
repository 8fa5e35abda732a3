import type { GatewayInterface, GatewaySchemaLoadOrUpdateCallback } from '@apollo/server-gateway-interface';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Engine, Prepared } from '../engine-types.js';
import { defaultLimits, type EngineLimits } from '../limits.js';

/** What an Apollo Server is given to host an engine. */
export interface ApolloHostingOptions<Context> {
  readonly engine: Engine<Context>;
  /** The SDL that the engine was made from; Apollo Server shows it to its plug-ins. */
  readonly supergraphSdl: string;
  /** The engine's limits where they are not the default ones. */
  readonly limits?: Pick<EngineLimits, 'tokens'>;
  /** What is aborted when the caller has gone. Apollo Server tells nobody, so the server's context has to know. */
  readonly signalOf?: (context: Context) => AbortSignal | undefined;
}

/** The options of an Apollo Server that hosts an engine: `new ApolloServer({ ...apolloHosting(…), plugins })`. */
export interface ApolloHosting {
  readonly gateway: GatewayInterface;
  /** Apollo Server parses before it asks; more tokens than the engine takes it need not see. */
  readonly parseOptions: { readonly maxTokens: number };
  /**
   * The engine validates by the same rules, but after it has bounded the document: some of them compare fields pairwise,
   * so that a small document of fragments could hold Apollo Server's own validation for seconds.
   */
  readonly dangerouslyDisableValidation: true;
}

/**
 * Hosts an engine in `@apollo/server` (major 5). The server's context value is the engine's context. Refused documents
 * answer 400 with the engine's codes. Subscriptions are not Apollo Server's business: the engine answers them with
 * `SUBSCRIPTION_NEEDS_STREAM`. Stopping the server stops nothing here; what the transports hold is theirs to close.
 */
export function apolloHosting<Context extends object>(options: ApolloHostingOptions<Context>): ApolloHosting {
  const { engine, supergraphSdl, signalOf, limits = defaultLimits } = options;
  const listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  return {
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        listeners.add(callback);
        return () => void listeners.delete(callback);
      },
      async load() {
        for (const tell of listeners) tell({ apiSchema: engine.schema, coreSupergraphSdl: supergraphSdl });
        return {
          async executor({ source, request, context }) {
            const prepared = engine.prepare(source, request.operationName);
            // Apollo Server's own type of a context is any map; this one came out of the server's context function.
            const own = context as Context;
            return withStatus(prepared, await engine.run(prepared, request.variables, own, signalOf?.(own)));
          },
        };
      },
      async stop() {
        listeners.clear();
      },
    },
    parseOptions: { maxTokens: limits.tokens },
    dangerouslyDisableValidation: true,
  };
}

/** A result with 400 for what was refused: Apollo Server takes `extensions.http` out of an error and answers with it. */
function withStatus({ errors }: Prepared, result: ExecutionResult): ExecutionResult {
  if (!errors) return result;
  return {
    errors: errors.map(
      ({ message, source, positions, extensions }) =>
        new GraphQLError(message, { source, positions, extensions: { ...extensions, http: { status: 400 } } }),
    ),
  };
}
