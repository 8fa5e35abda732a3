import { isObject, type DataObject } from '../run-state.js';
import { literal, Program } from '../codegen/program.js';
import type { FetchShape, ShapeField } from './fetch-shape.js';

/** Tells object types from interfaces: an interface object's `__typename` never replaces a concrete one. */
export type IsObjectType = (name: string) => boolean;

/** Merges one object of an answer into an object of the data. */
export type Merge = (target: DataObject, source: DataObject, copy: boolean) => void;

/**
 * The merge of one fetch. Objects of the answer are taken over as they are where the data has nothing yet, unless `copy`
 * is set: the same entity may stand at several places of the data, and each place goes on growing by itself.
 * A value beats a null (two subgraphs may both resolve a shared field, and one of them may fail).
 */
export function merger(shape: FetchShape, isObjectType: IsObjectType): Merge {
  return (target, source, copy) => mergeObject(target, source, shape, copy, isObjectType);
}

/** The same as {@link merger} in code of its own. */
export function compileMerge(shape: FetchShape, isObjectType: IsObjectType): Merge {
  const program = new Program();
  const mergeKnown = (field: ShapeField) => {
    const inner = field.shape;
    if (inner)
      return (_: DataObject, known: unknown, value: unknown, copy: boolean): void =>
        mergeValue(known, value, inner, copy, isObjectType);
    return (target: DataObject, _: unknown, value: unknown): void => overwrite(target, field, value, isObjectType);
  };
  const lines = ['let v, known;'];
  for (const field of shape.fields) {
    const [to, from] = [literal(field.to), literal(field.from)];
    const read = (object: string, key: string): string =>
      field.inherited ? `${program.constant(ownValue)}(${object}, ${key})` : `${object}[${key}]`;
    const taken = field.shape ? takeExpression(program, field.shape, isObjectType) : 'v';
    lines.push(
      `v = ${read('source', from)};`,
      `if (v !== undefined) {`,
      `known = ${read('target', to)};`,
      `if (known === undefined || known === null) target[${to}] = ${taken};`,
      `else if (v !== null) ${program.constant(mergeKnown(field))}(target, known, v, copy);`,
      `}`,
    );
  }
  return program.link<Merge>(program.declare('target, source, copy', () => lines.join('\n')));
}

function takeExpression(program: Program, shape: FetchShape, isObjectType: IsObjectType): string {
  const taken = `${program.constant(take)}(v, ${program.constant(shape)}, copy, ${program.constant(isObjectType)})`;
  return shape.renames ? taken : `copy ? ${taken} : v`;
}

function mergeObject(
  target: DataObject,
  source: DataObject,
  shape: FetchShape,
  copy: boolean,
  isObjectType: IsObjectType,
): void {
  const { fields } = shape;
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]!;
    const value = valueAt(source, field.from, field.inherited);
    if (value === undefined) continue;
    const known = valueAt(target, field.to, field.inherited);
    if (known === undefined || known === null) {
      target[field.to] = field.shape ? take(value, field.shape, copy, isObjectType) : value;
    } else if (value === null) {
      continue;
    } else if (field.shape) {
      mergeValue(known, value, field.shape, copy, isObjectType);
    } else {
      overwrite(target, field, value, isObjectType);
    }
  }
}

function overwrite(target: DataObject, { to }: ShapeField, value: unknown, isObjectType: IsObjectType): void {
  if (to !== '__typename' || isObjectType(value as string)) target[to] = value;
}

function mergeValue(
  target: unknown,
  source: unknown,
  shape: FetchShape,
  copy: boolean,
  isObjectType: IsObjectType,
): void {
  if (Array.isArray(target)) {
    // Lists of different length are two answers to one question; the first stays.
    if (!Array.isArray(source) || source.length !== target.length) return;
    for (let i = 0; i < source.length; i++) {
      const known: unknown = target[i];
      if (known === null || known === undefined) target[i] = take(source[i], shape, copy, isObjectType);
      else mergeValue(known, source[i], shape, copy, isObjectType);
    }
  } else if (isObject(target) && isObject(source)) {
    mergeObject(target, source, shape, copy, isObjectType);
  }
}

function take(value: unknown, shape: FetchShape, copy: boolean, isObjectType: IsObjectType): unknown {
  if (!copy && !shape.renames) return value;
  if (Array.isArray(value)) return value.map((item) => take(item, shape, copy, isObjectType));
  if (!isObject(value)) return value;
  const taken: DataObject = {};
  // Two keys of the answer may be one in the data.
  mergeObject(taken, value, shape, copy, isObjectType);
  return taken;
}

function valueAt(object: DataObject, key: string, inherited: boolean): unknown {
  return inherited ? ownValue(object, key) : object[key];
}

function ownValue(object: DataObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
