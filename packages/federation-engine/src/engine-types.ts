import type { PlannerPlace } from './plan/plan-operation.js';
import type {
  ExecutionResult,
  FragmentDefinitionNode,
  GraphQLError,
  GraphQLSchema,
  OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { Access } from './access/requirement.js';
import type { Measured } from './cost/measure-cost.js';
import type { EngineLimits } from './limits.js';

/** What a transport gets for one fetch. `Context` is the gateway's request context; the engine never looks inside. */
export interface SubgraphRequest<Context = unknown> {
  /** Text of the operation for this subgraph. The same fetch of the same prepared operation sends the same string. */
  readonly document: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly context: Context;
  /** Aborted when the caller of the engine goes away; whatever the transport has under way should stop. */
  readonly signal?: AbortSignal;
}

/**
 * The way to one subgraph. What it answers belongs to the engine afterwards: objects of `data` are merged into in place,
 * so a transport that keeps or shares an answer hands out copies. Events of `subscribe` are copied by the engine.
 * A rejection (or an exception) is read as "not available"; reject with a {@link SubgraphFault} to say which kind.
 */
export interface Transport<Context = unknown> {
  /** One that has its answer already may return it as it is: the run then goes on without a turn of the event loop. */
  execute(request: SubgraphRequest<Context>): Promise<ExecutionResult> | ExecutionResult;
  /** The source of a subscription. It ends when the iterator's `return` is called. */
  subscribe?(request: SubgraphRequest<Context>): AsyncIterable<ExecutionResult>;
}

/**
 * A document after parse, limits and validation, with what it costs; planned and compiled when it first runs. Cached by
 * the engine, good for any number of runs with different variables, contexts and at the same time. When `errors` is
 * there the document was refused and every run answers with those errors.
 */
export interface Prepared {
  readonly errors?: readonly GraphQLError[];
  readonly operationType?: OperationTypeNode;
  readonly operationName?: string;
  /** The operation with its fragment spreads untouched and without source locations: for guards that read its shape. */
  readonly operation?: OperationDefinitionNode;
  /** The fragments of its document, by name. */
  readonly fragments?: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** The answer to one run, ready for the wire. */
export interface TextResult {
  /** JSON of `data`: an object or `null`. Absent when the operation was refused before it ran. */
  readonly data?: string;
  readonly errors?: readonly GraphQLError[];
}

/** Says what went wrong with a subgraph, for logs and metrics: the answer to the client holds no cause. */
export interface FaultReport<Context = unknown> {
  readonly subgraph: string;
  readonly code: 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_TIMEOUT';
  readonly cause: unknown;
  readonly context: Context;
}

/** What an engine is made of. */
export interface EngineOptions<Context = unknown> {
  readonly supergraphSdl: string;
  /** One transport for each subgraph of the supergraph, by the subgraph's name. */
  readonly transports: Readonly<Record<string, Transport<Context>>>;
  /** Overrides of {@link defaultLimits}. */
  readonly limits?: Partial<EngineLimits>;
  /**
   * What one operation of this caller may cost. One that costs more is refused with `OPERATION_TOO_COSTLY` before it is
   * planned. Without a budget (undefined) nothing is counted.
   */
  readonly budgetOf?: (context: Context) => number | undefined;
  /**
   * What a caller may, for `@authenticated`, `@requiresScopes` and `@policy`. A field that is closed to the caller is
   * null and its error has the code `UNAUTHENTICATED` or `FORBIDDEN`; no subgraph is asked for it. Without this option,
   * and when it fails, every field that asks for something is closed.
   */
  readonly accessOf?: (context: Context) => Access;
  /**
   * Whom planning and compiling for this context is done for, as a key: what takes long is done one piece at a time, in
   * turns of the event loop, and callers take turns with each other. Without it all are one.
   */
  readonly callerOf?: (context: Context) => object | undefined;
  readonly onFault?: (report: FaultReport<Context>) => void;
  /**
   * Runs of an operation that are interpreted before code is generated for it, 3 by default. With 0 it is generated for
   * the first, with `Infinity` never; the results are the same.
   */
  readonly interpretedRuns?: number;
  /**
   * Where plans are made. The planner is native code that ends its process over some operations and does not come back
   * from others, so by default it has a process of its own. Without one, nothing is started and planning is quicker, and
   * whoever asks decides whether this process lives.
   */
  readonly planner?: PlannerPlace;
}

/** One endpoint's worth of federation: prepare a document once, run it many times. */
export interface Engine<Context = unknown> {
  /** The public schema: no federation machinery, nothing `@inaccessible`. */
  readonly schema: GraphQLSchema;
  prepare(document: string, operationName?: string): Prepared;
  /**
   * What `prepare` answered to the same before, while it is remembered. Preparing takes milliseconds: who takes turns for
   * such work asks this first.
   */
  known(document: string, operationName?: string): Prepared | undefined;
  /** What the operation would cost with these variables, or every reason why it would not run. Calls nobody. */
  measure(prepared: Prepared, variables: Readonly<Record<string, unknown>> | null | undefined): Measured;
  /** Runs a query or a mutation and writes its data down as JSON. Never rejects: every failure is in `errors`. */
  runText(
    prepared: Prepared,
    variables: Readonly<Record<string, unknown>> | null | undefined,
    context: Context,
    signal?: AbortSignal,
  ): Promise<TextResult>;
  /** The same as {@link runText} for callers that want objects: they are read from the text. */
  run(
    prepared: Prepared,
    variables: Readonly<Record<string, unknown>> | null | undefined,
    context: Context,
    signal?: AbortSignal,
  ): Promise<ExecutionResult>;
  /**
   * Runs a subscription: one result per event of its source, its data written down as JSON. A query or mutation yields
   * its one result. The source's next event is asked for when the next result is.
   */
  streamText(
    prepared: Prepared,
    variables: Readonly<Record<string, unknown>> | null | undefined,
    context: Context,
    signal?: AbortSignal,
  ): AsyncIterable<TextResult>;
  /** The same as {@link streamText} for callers that want objects. */
  stream(
    prepared: Prepared,
    variables: Readonly<Record<string, unknown>> | null | undefined,
    context: Context,
    signal?: AbortSignal,
  ): AsyncIterable<ExecutionResult>;
  /**
   * Returns when operations can be planned. Rejects with `BAD_CONFIGURATION` when the planner cannot read the supergraph:
   * then every operation is refused with `UNAVAILABLE`.
   */
  ready(): Promise<void>;
  /** Ends the planner's process. What is planned already still runs, anything else is refused. */
  close(): void;
}
