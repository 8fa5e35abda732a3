import { GraphQLError } from 'graphql';
import type { KeyNames } from '../prepare/response-keys.js';
import { isObject, type FoundError, type PathSegment, type Run } from '../run-state.js';
import type { ObjectPlan } from './field-plan.js';

/**
 * Errors as the client gets them: paths in the client's own keys, and no further than the client asked. (A subgraph may
 * fail at a field that only the plan wanted, for a key or for `@requires`.)
 */
export function publicErrors(
  errors: readonly FoundError[],
  plan: ObjectPlan,
  keys: KeyNames,
  run: Run,
): GraphQLError[] {
  return errors.map(({ message, path, extensions }) => {
    const shown = path && publicPath(path, plan, keys, run);
    return new GraphQLError(message, { ...(shown?.length && { path: shown }), extensions });
  });
}

function publicPath(path: readonly PathSegment[], root: ObjectPlan, keys: KeyNames, run: Run): PathSegment[] {
  const shown: PathSegment[] = [];
  let plan: ObjectPlan | undefined = root;
  let value: unknown = run.data;
  let below: ObjectPlan['fields'][number]['below'];
  for (const segment of path) {
    value = valueAt(value, segment);
    if (typeof segment === 'number') {
      shown.push(segment);
    } else {
      const field = plan?.fields.find(({ from, guard }) => from === segment && (!guard || guard(run.variables)));
      if (plan && !field) break;
      shown.push(field?.to ?? keys.get(segment) ?? segment);
      below = field?.below;
    }
    // Behind a null nobody knows which of an abstract type's plans would have counted; then the path stays as it is.
    plan = isObject(value) ? below?.planFor(value) : below?.only;
  }
  return shown;
}

function valueAt(value: unknown, segment: PathSegment): unknown {
  if (typeof segment === 'number') return Array.isArray(value) ? value[segment] : undefined;
  return isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}
