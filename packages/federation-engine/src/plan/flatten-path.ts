import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import { literal, Program } from '../codegen/program.js';
import type { Supergraph } from '../supergraph.js';
import { isObject, type DataObject, type PathSegment } from '../run-state.js';

type Step =
  | { readonly key: string; readonly types?: undefined }
  | { readonly key?: undefined; readonly types: ReadonlySet<string> };

/** Finds the objects a flatten node works on. */
export interface FlattenPath {
  collect(data: DataObject, into: DataObject[]): void;
  /** The real path of each object; slower, for errors only. */
  locate(data: DataObject, into: Map<DataObject, PathSegment[]>): void;
}

/** Compiles a path. Lists are entered wherever they stand, however deep: `@` says nothing that the data does not say. */
export function compileFlattenPath(path: readonly FlattenNodePathSegment[], supergraph: Supergraph): FlattenPath {
  const steps: Step[] = [];
  for (const segment of path) {
    if (segment === '@') continue;
    if ('Field' in segment) steps.push({ key: segment.Field });
    else steps.push({ types: typesOf(segment.TypeCondition, supergraph) });
  }
  return {
    collect: compileCollect(steps),
    locate: (data, into) => locate(data, steps, 0, [], into),
  };
}

/** All object types that satisfy any of the conditions. */
export function typesOf(conditions: readonly string[], supergraph: Supergraph): ReadonlySet<string> {
  const [only] = conditions;
  if (conditions.length === 1 && only !== undefined) return supergraph.possibleTypes(only);
  return new Set(conditions.flatMap((condition) => [...supergraph.possibleTypes(condition)]));
}

/** An object without a `__typename` stands where only one type can: the plan would have asked for it otherwise. */
export function hasType(object: DataObject, types: ReadonlySet<string>): boolean {
  return object.__typename === undefined || types.has(object.__typename as string);
}

function compileCollect(steps: readonly Step[]): FlattenPath['collect'] {
  const program = new Program();
  const enterList = (name: string): string =>
    `if (Array.isArray(v)) { for (let i = 0; i < v.length; i++) ${name}(v[i], into); return; }`;
  const isNoObject = `typeof v !== 'object' || v === null`;
  const conditions = (from: number): [lines: string[], next: number] => {
    const lines: string[] = [];
    let next = from;
    for (let types = steps[next]?.types; types; types = steps[++next]?.types) {
      lines.push(`if (!${program.constant(hasType)}(v, ${program.constant(types)})) return;`);
    }
    return [lines, next];
  };
  const declareFrom = (from: number): string => {
    const [checks, next] = conditions(from);
    const step = steps[next];
    const then = step ? `${declareFrom(next + 1)}(v[${literal(step.key ?? '')}], into);` : `into.push(v);`;
    return program.declare('v, into', (name) =>
      [enterList(name), `if (${isNoObject}) return;`, ...checks, then].join('\n'),
    );
  };
  return program.link<FlattenPath['collect']>(declareFrom(0));
}

function locate(
  value: unknown,
  steps: readonly Step[],
  from: number,
  path: readonly PathSegment[],
  into: Map<DataObject, PathSegment[]>,
): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => locate(item, steps, from, [...path, index], into));
    return;
  }
  if (!isObject(value)) return;
  const step = steps[from];
  if (!step) {
    if (!into.has(value)) into.set(value, [...path]);
  } else if (step.types) {
    if (hasType(value, step.types)) locate(value, steps, from + 1, path, into);
  } else {
    locate(value[step.key], steps, from + 1, [...path, step.key], into);
  }
}
