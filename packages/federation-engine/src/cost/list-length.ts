import {
  getNullableType,
  isInputObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import { isObject } from '../run-state.js';
import { priced, type Given } from './price.js';
import type { ListSize } from './read-weights.js';

/** How long a list may be: a number that is known, or one that variables decide. */
export interface ListLength {
  readonly known: number | undefined;
  /** The length in one run, or what is wrong with the slicing arguments that were given. */
  of(given: Given): number | string;
}

/** A list whose length is always the same. */
export function fixedLength(known: number): ListLength {
  return { known, of: () => known };
}

/** The number at a slicing argument's path; undefined where there is none. */
type Slice = (given: Given) => number | undefined;

/**
 * The length of a field's list: the largest of its slicing arguments, wherever their values come from; without any, the
 * assumed size, or else `otherwise`. Where the schema asks for exactly one slicing argument, defaults count as given.
 */
export function listLength(
  size: ListSize,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  otherwise: number,
): ListLength {
  const assumed = size.assumedSize ?? otherwise;
  if (size.slicingArguments.length === 0) return fixedLength(assumed);
  const slices = size.slicingArguments.map((path) => sliceOf(path, field, node));
  const of = (variables: Given): number | string => {
    const numbers = slices.flatMap((slice) => (typeof slice === 'function' ? slice(variables) : slice) ?? []);
    if (size.requireOneSlicingArgument && numbers.length !== 1) {
      const names = size.slicingArguments.map((path) => path.join('.')).join(', ');
      return `The field "${field.name}" takes exactly one of the arguments ${names}.`;
    }
    return numbers.length === 0 ? assumed : priced(Math.max(...numbers));
  };
  if (slices.some((slice) => typeof slice === 'function')) return { known: undefined, of };
  const length = of({});
  return typeof length === 'number' ? fixedLength(length) : { known: undefined, of };
}

function sliceOf(
  [name = '', ...path]: readonly string[],
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): Slice | number | undefined {
  const argument = field.args.find((candidate) => candidate.name === name);
  if (!argument) return undefined;
  const given = node.arguments?.find((candidate) => candidate.name.value === name)?.value;
  return sliceAt(argument.type, given, path, argument.defaultValue);
}

/** The number at a path inside a value that the document may hold, a variable of it, or neither. */
function sliceAt(
  type: GraphQLInputType,
  node: ValueNode | undefined,
  path: readonly string[],
  otherwise: unknown,
): Slice | number | undefined {
  if (!node) return numberAt(otherwise, path);
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    const leftOut = numberAt(otherwise, path);
    return (variables) => (variables[name] === undefined ? leftOut : numberAt(variables[name], path));
  }
  const [key, ...rest] = path;
  if (key === undefined) return node.kind === Kind.INT ? Number(node.value) : undefined;
  const nullable = getNullableType(type);
  const inner = isInputObjectType(nullable) ? nullable.getFields()[key] : undefined;
  if (node.kind !== Kind.OBJECT || !inner) return undefined;
  const value = node.fields.find((field) => field.name.value === key)?.value;
  return sliceAt(inner.type, value, rest, inner.defaultValue);
}

function numberAt(value: unknown, path: readonly string[]): number | undefined {
  let at = value;
  for (const key of path) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return typeof at === 'number' ? at : undefined;
}
