import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isEnumType,
  isScalarType,
  type GraphQLLeafType,
} from 'graphql';

/** Turns a subgraph's leaf value into the response's; undefined when the type cannot stand for it. */
export type ReadLeaf = (value: unknown) => unknown;

const builtIn: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  [GraphQLString.name, (value) => typeof value === 'string'],
  [GraphQLBoolean.name, (value) => typeof value === 'boolean'],
  [GraphQLInt.name, (value) => typeof value === 'number' && (value | 0) === value],
  [GraphQLFloat.name, (value) => typeof value === 'number' && Number.isFinite(value)],
  [GraphQLID.name, (value) => typeof value === 'string'],
]);

/**
 * Compiles the reading of a leaf. Values of the built-in scalars pass when they are what the type says, and else go
 * through graphql-js' serialisation, which is lenient about a number sent as text. Enum values must be public ones.
 * Custom scalars pass as they are: their subgraph has serialised them.
 */
export function compileLeaf(type: GraphQLLeafType): ReadLeaf {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map((value) => value.name));
    return (value) => (names.has(value as string) ? value : undefined);
  }
  const fits = isScalarType(type) ? builtIn.get(type.name) : undefined;
  if (!fits) return (value) => value;
  return (value) => {
    if (fits(value)) return value;
    try {
      return type.serialize(value);
    } catch {
      return undefined;
    }
  };
}
