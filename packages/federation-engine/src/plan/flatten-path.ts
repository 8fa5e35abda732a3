import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import { literal, Program } from '../codegen/program.js';
import type { Supergraph } from '../supergraph.js';
import { isObject, type DataObject, type PathSegment } from '../run-state.js';

type Step =
  | { readonly key: string; readonly types?: undefined }
  | { readonly key?: undefined; readonly types: ReadonlySet<string> };

/** The way to the objects that a flatten node works on. */
export type FlattenPath = readonly Step[];

/** Adds the objects of the data that the path leads to. */
export type Collect = (data: DataObject, into: DataObject[]) => void;

/** Reads a path. Lists are entered wherever they stand, however deep: `@` says nothing that the data does not say. */
export function readFlattenPath(path: readonly FlattenNodePathSegment[], supergraph: Supergraph): FlattenPath {
  const steps: Step[] = [];
  for (const segment of path) {
    if (segment === '@') continue;
    if ('Field' in segment) steps.push({ key: segment.Field });
    else steps.push({ types: typesOf(segment.TypeCondition, supergraph) });
  }
  return steps;
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

/** Goes a path. */
export function collector(path: FlattenPath): Collect {
  return (data, into) => collect(data, path, 0, into);
}

function collect(value: unknown, path: FlattenPath, from: number, into: DataObject[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, path, from, into);
    return;
  }
  let object = value;
  for (let at = from; isObject(object); at++) {
    const step = path[at];
    if (!step) return void into.push(object);
    if (step.key !== undefined) {
      object = object[step.key];
      if (Array.isArray(object)) return collect(object, path, at + 1, into);
    } else if (!hasType(object, step.types)) return;
  }
}

/** The same as {@link collector} in code of its own. */
export function compileCollect(path: FlattenPath): Collect {
  const program = new Program();
  const enterList = (name: string): string =>
    `if (Array.isArray(v)) { for (let i = 0; i < v.length; i++) ${name}(v[i], into); return; }`;
  const isNoObject = `typeof v !== 'object' || v === null`;
  const conditions = (from: number): [lines: string[], next: number] => {
    const lines: string[] = [];
    let next = from;
    for (let types = path[next]?.types; types; types = path[++next]?.types) {
      lines.push(`if (!${program.constant(hasType)}(v, ${program.constant(types)})) return;`);
    }
    return [lines, next];
  };
  const declareFrom = (from: number): string => {
    const [checks, next] = conditions(from);
    const step = path[next];
    const then = step ? `${declareFrom(next + 1)}(v[${literal(step.key ?? '')}], into);` : `into.push(v);`;
    return program.declare('v, into', (name) =>
      [enterList(name), `if (${isNoObject}) return;`, ...checks, then].join('\n'),
    );
  };
  return program.link<Collect>(declareFrom(0));
}

/** The real path of each object that the path leads to; slower, for errors only. */
export function locate(data: DataObject, path: FlattenPath, into: Map<DataObject, PathSegment[]>): void {
  locateFrom(data, path, 0, [], into);
}

function locateFrom(
  value: unknown,
  steps: FlattenPath,
  from: number,
  path: readonly PathSegment[],
  into: Map<DataObject, PathSegment[]>,
): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => locateFrom(item, steps, from, [...path, index], into));
    return;
  }
  if (!isObject(value)) return;
  const step = steps[from];
  if (!step) {
    if (!into.has(value)) into.set(value, [...path]);
  } else if (step.types) {
    if (hasType(value, step.types)) locateFrom(value, steps, from + 1, path, into);
  } else {
    locateFrom(value[step.key], steps, from + 1, [...path, step.key], into);
  }
}
