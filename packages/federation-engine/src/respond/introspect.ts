import {
  getArgumentValues,
  getNamedType,
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type DocumentNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { Given } from '../cost/price.js';
import { fragmentsOf } from '../prepare/fragments-of.js';
import type { Fragments } from '../prepare/measure-operation.js';
import type { DataObject } from '../run-state.js';
import { collectFields, type Scoped } from './collect-fields.js';
import { always, guardOf } from './guards.js';

/** Answers `__schema` and `__type` for the variables of a run; or says why not. */
export type Introspect = (variables: Given) => DataObject | GraphQLError;

type Field = GraphQLField<unknown, unknown>;

/** One response key of an object of the introspection. */
interface Asked {
  readonly key: string;
  readonly field: Field;
  readonly given: Record<string, unknown> | GraphQLError;
  readonly info: GraphQLResolveInfo;
  readonly below: readonly Asked[];
}

class TooMuch extends Error {}

const metaFields: readonly Field[] = [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef];

/**
 * Introspection as graphql-js does it, but counted: how large an answer is, only the schema says, and a few aliases
 * make megabytes of it. At most `most` fields are written for one run.
 */
export function introspection(schema: GraphQLSchema, document: DocumentNode, most: number): Introspect {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const root = schema.getQueryType();
  if (!operation || !root) throw new Error('Only a query asks for the schema.');
  const fragments = fragmentsOf(document);
  const scopes = [{ set: operation.selectionSet, condition: always }];
  return (variables) => {
    const asked = askedOf({ schema, fragments, variables }, root, scopes);
    try {
      return new Writer(most).object(asked, undefined);
    } catch (error) {
      if (error instanceof TooMuch) return tooMuch(most);
      if (error instanceof GraphQLError) return {};
      throw error;
    }
  };
}

function tooMuch(allowed: number): GraphQLError {
  return new GraphQLError(`The operation asks for more than ${allowed} fields of the schema.`, {
    extensions: { code: 'OPERATION_TOO_LARGE', limit: 'introspectedFields', allowed },
  });
}

interface Asking {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly variables: Given;
}

/** What is asked of every object of a type: put together once, however many objects there are. */
function askedOf(asking: Asking, type: GraphQLObjectType, scopes: readonly Scoped[]): readonly Asked[] {
  const { schema, fragments, variables } = asking;
  const asked: Asked[] = [];
  for (const [key, nodes] of collectFields(schema, type, scopes, fragments)) {
    const due = nodes.filter(({ condition }) => guardOf(condition, [])?.(variables) ?? true);
    const [first] = due;
    if (!first) continue;
    const { node } = first;
    const field = type.getFields()[node.name.value] ?? metaFields.find(({ name }) => name === node.name.value);
    if (!field) continue;
    const named = getNamedType(field.type);
    const inner = due.flatMap(({ node: { selectionSet: set } }) => (set ? [{ set, condition: always }] : []));
    asked.push({
      key,
      field,
      given: givenTo(field, node, variables),
      info: { schema, parentType: type } as GraphQLResolveInfo,
      below: isObjectType(named) ? askedOf(asking, named, inner) : [],
    });
  }
  return asked;
}

function givenTo(
  field: Field,
  node: Parameters<typeof getArgumentValues>[1],
  variables: Given,
): Record<string, unknown> | GraphQLError {
  try {
    return getArgumentValues(field, node, variables);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

class Writer {
  constructor(private left: number) {}

  object(asked: readonly Asked[], source: unknown): DataObject {
    this.left -= asked.length;
    if (this.left < 0) throw new TooMuch();
    const written: DataObject = {};
    for (const one of asked) written[one.key] = this.field(one, source);
    return written;
  }

  /** A field that fails is null; where that may not be, the object it stands in fails. */
  private field({ field, given, info, below }: Asked, source: unknown): unknown {
    try {
      if (given instanceof GraphQLError) throw given;
      return this.value(field.type, field.resolve?.(source, given, undefined, info), below);
    } catch (error) {
      if (error instanceof GraphQLError && !isNonNullType(field.type)) return null;
      throw error;
    }
  }

  private value(type: GraphQLOutputType, value: unknown, below: readonly Asked[]): unknown {
    if (isNonNullType(type)) return this.value(type.ofType, value, below);
    if (value === undefined || value === null) return null;
    if (isListType(type)) return Array.from(value as Iterable<unknown>, (item) => this.value(type.ofType, item, below));
    return isLeafType(type) ? type.serialize(value) : this.object(below, value);
  }
}
