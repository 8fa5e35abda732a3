import { type GraphQLSchema, isAbstractType } from 'graphql';
import { type ClassType, createUnionType } from 'type-graphql';

/** Names the object type that a value is of. */
export type TypeOf = (value: object) => string;

const typeOfByName = new Map<string, TypeOf>();

/** Says how the values of an interface are told apart. */
export function resolveInterface(name: string, typeOf: TypeOf): TypeOf {
  typeOfByName.set(name, typeOf);
  return typeOf;
}

/** Declares a union whose values are told apart by `typeOf`. */
export function unionOf<Types extends readonly ClassType[]>(name: string, types: () => Types, typeOf: TypeOf) {
  typeOfByName.set(name, typeOf);
  return createUnionType({ name, types, resolveType: typeOf as never });
}

/**
 * Puts the plain functions in place of those that type-graphql wraps in promises: a compiled executor resolves types
 * synchronously, and one promise in the schema would keep all of it from being compiled.
 */
export function resolveTypesPlainly(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const typeOf = isAbstractType(type) ? typeOfByName.get(type.name) : undefined;
    if (typeOf && isAbstractType(type)) type.resolveType = (value: object) => typeOf(value);
  }
}
