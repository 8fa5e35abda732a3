import { isEnumType, isScalarType, type GraphQLLeafType } from 'graphql';
import { literal, type Program } from '../codegen/program.js';
import type { Run } from '../run-state.js';
import { compileLeaf } from './read-leaf.js';

/** Whether a leaf of this type is a text, so that its JSON begins and ends with a quote. */
export function isText(type: GraphQLLeafType): boolean {
  return isScalarType(type) && (type.name === 'String' || type.name === 'ID');
}

/**
 * Source of an expression that writes the leaf `v` of a run: its JSON, or undefined for null. Values that are plainly what
 * the built-in type says are written in place; the rest takes the way of {@link leafWriter}.
 */
export function leafExpression(program: Program, type: GraphQLLeafType): string {
  const slow = `${program.constant(leafWriter(type))}(v, run)`;
  switch (isScalarType(type) ? type.name : undefined) {
    case 'Int':
      return `(typeof v === 'number' && (v | 0) === v ? '' + v : ${slow})`;
    case 'Float':
      return `(typeof v === 'number' && v - v === 0 ? '' + v : ${slow})`;
    case 'Boolean':
      return `(v === true ? 'true' : v === false ? 'false' : ${slow})`;
    default:
      return slow;
  }
}

/** The JSON of a leaf; undefined for null, which a value that the type cannot stand for becomes. */
type WriteLeaf = (value: unknown, run: Run) => string | undefined;

const writers = new WeakMap<GraphQLLeafType, WriteLeaf>();

/** Writes the leaves of a type, of whatever value. */
export function leafWriter(type: GraphQLLeafType): WriteLeaf {
  let write = writers.get(type);
  if (!write) writers.set(type, (write = compileWriter(type)));
  return write;
}

function compileWriter(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) {
    const texts = new Map(type.getValues().map(({ name }) => [name as unknown, literal(name)]));
    return (value, run) => texts.get(value) ?? invalid(value, run);
  }
  const read = compileLeaf(type);
  return (value, run) => {
    if (value === null || value === undefined) return undefined;
    const leaf = read(value);
    // A custom scalar may hold what JSON has no form for.
    return leaf === undefined ? invalid(value, run) : JSON.stringify(leaf);
  };
}

function invalid(value: unknown, run: Run): undefined {
  if (value !== null && value !== undefined) run.sawInvalid = true;
  return undefined;
}
