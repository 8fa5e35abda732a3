import type { GraphQLErrorExtensions } from 'graphql';
import { isObject, type FoundError, type PathSegment } from '../run-state.js';
import type { SubgraphFault } from '../subgraph-fault.js';

const sentences = {
  SUBGRAPH_UNAVAILABLE: 'is not available.',
  SUBGRAPH_TIMEOUT: 'did not answer in time.',
} as const;

/** The one error a client gets for a fetch that failed as a whole. */
export function faultError(fault: SubgraphFault, serviceName: string, path?: readonly PathSegment[]): FoundError {
  return {
    message: `The subgraph "${serviceName}" ${sentences[fault.code]}`,
    ...(path?.length && { path }),
    extensions: { code: fault.code, serviceName },
  };
}

/** Error extensions that tell of a subgraph's inside; some servers send them unless told not to. */
const internal = new Set(['stacktrace', 'exception', 'originalError']);

/**
 * An error of a subgraph's answer as the client gets it: message, code and extensions are the subgraph's, the path is
 * where its value stands in the whole answer. What is no error object counts as one without a message.
 */
export function subgraphError(error: unknown, serviceName: string, path?: readonly PathSegment[]): FoundError {
  const { message, extensions } = isObject(error) ? error : ({} as Record<string, unknown>);
  const kept: GraphQLErrorExtensions = { code: 'SUBGRAPH_ERROR' };
  if (isObject(extensions)) {
    for (const [key, value] of Object.entries(extensions)) {
      if (!internal.has(key) && key !== '__proto__') kept[key] = value;
    }
  }
  kept.serviceName = serviceName;
  return {
    message: typeof message === 'string' ? message : 'The subgraph reported an error.',
    ...(path?.length && { path }),
    extensions: kept,
  };
}

/** The path of an error as far as it is one, with the planner's aliases replaced by the keys they stand for. */
export function pathOf(error: unknown, renamed: ReadonlyMap<string, string>): PathSegment[] | undefined {
  const path = isObject(error) ? error.path : undefined;
  if (!Array.isArray(path)) return undefined;
  const segments: PathSegment[] = [];
  for (const segment of path) {
    if (typeof segment === 'number') segments.push(segment);
    else segments.push(renamed.get(String(segment)) ?? String(segment));
  }
  return segments;
}

/** What all paths begin with: the place of an error that belongs to every one of them. */
export function commonStart(paths: Iterable<readonly PathSegment[]>): PathSegment[] {
  let common: PathSegment[] | undefined;
  for (const path of paths) {
    if (!common) common = [...path];
    let same = 0;
    while (same < common.length && common[same] === path[same]) same++;
    common.length = same;
  }
  return common ?? [];
}
