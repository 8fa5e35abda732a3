import type { GraphQLErrorExtensions } from 'graphql';

/** An object of the merged data. Keys are response keys below the gateway (see prepare/response-keys.ts). */
export type DataObject = Record<string, unknown>;
/** Values of an operation's variables by name. */
export type Variables = Readonly<Record<string, unknown>>;
export type PathSegment = string | number;

/** An error of a subgraph (or about one), with the path its value has in the merged data. */
export interface FoundError {
  readonly message: string;
  readonly path?: readonly PathSegment[];
  readonly extensions: GraphQLErrorExtensions;
}

/**
 * Everything one run owns. Fetches of a run may be under way at the same time; they share this object, and since
 * JavaScript runs one at a time, each merge is whole.
 */
export interface Run<Context = unknown> {
  readonly data: DataObject;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: Context;
  readonly signal: AbortSignal | undefined;
  readonly errors: FoundError[];
  /** Objects that lack fields because of a fetch whose failure is already among the errors. */
  readonly incomplete: Set<object>;
  /** Called when the run's signal aborts, so that waiting fetches stop waiting. */
  readonly onAbort: Set<() => void>;
  /** Set by the projection when it put null where a value was due; only then errors for nulls are looked for. */
  sawInvalid: boolean;
}

export function isObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Promises of another realm count too; an object of data that has a `then` does not. */
export function isPromise<Value>(value: Promise<Value> | Value): value is Promise<Value> {
  return typeof (value as Partial<Promise<Value>> | null | undefined)?.then === 'function';
}

export function createRun<Context>(
  variables: Readonly<Record<string, unknown>>,
  context: Context,
  signal: AbortSignal | undefined,
): Run<Context> {
  return {
    data: {},
    variables,
    context,
    signal,
    errors: [],
    incomplete: new Set(),
    onAbort: new Set(),
    sawInvalid: false,
  };
}
