import {
  GraphQLScalarType,
  GraphQLSchema,
  Kind,
  type DocumentNode,
  type GraphQLError,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
  type VariableNode,
} from 'graphql';

export type Variables = Record<string, unknown>;

/** A document some of whose variables have been coerced before it is run. */
export interface CoercedDocument<Values = CoercedValues> {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** The values it is run with, or why it is not. */
  valuesOf(given: Variables): Values;
}

/** Values that a document is run with, or why it is not. */
export type CoercedValues =
  | { readonly values: Variables; readonly errors?: undefined }
  | { readonly errors: readonly GraphQLError[]; readonly values?: undefined };

/** A type that takes every value as it is. */
const coerced = new GraphQLScalarType({ name: 'AlreadyCoerced' });

/** The declaration of a variable that takes every value as it is. */
export function taking(variable: VariableNode): VariableDefinitionNode {
  const type = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: coerced.name } } as const;
  return { kind: Kind.VARIABLE_DEFINITION, variable, type };
}

/** The schema with the type of such variables. */
export function withTaking(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, types: [...config.types, coerced], assumeValid: true });
}

/** The operation of a document that holds one. */
export function operationOf({ definitions }: DocumentNode): OperationDefinitionNode | undefined {
  return definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}
