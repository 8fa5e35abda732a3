import {
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type ValueNode,
} from 'graphql';

/** The type of a field, as far as it decides whether two fields can be written under one key. */
export interface FieldType {
  readonly type: GraphQLOutputType | undefined;
  readonly named: GraphQLNamedType | undefined;
  readonly text: string;
}

const unknown: FieldType = { type: undefined, named: undefined, text: '' };

/** The type of a field of a type, those that every type has included. */
export function fieldType(schema: GraphQLSchema, parent: GraphQLCompositeType, name: string): FieldType {
  const own = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  const type = (own ?? metaField(schema, parent, name))?.type;
  return type ? { type, named: getNamedType(type), text: String(type) } : unknown;
}

function metaField(
  schema: GraphQLSchema,
  parent: GraphQLCompositeType,
  name: string,
): { readonly type: GraphQLOutputType } | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parent !== schema.getQueryType()) return undefined;
  return [SchemaMetaFieldDef, TypeMetaFieldDef].find((field) => field.name === name);
}

/** The same for two types exactly when their values look alike: objects of all types do. */
export function shapeKey({ type }: FieldType): string {
  return type ? shapeOf(type) : '';
}

function shapeOf(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return `${shapeOf(type.ofType)}!`;
  if (isListType(type)) return `[${shapeOf(type.ofType)}]`;
  return isLeafType(type) ? type.name : '{}';
}

/** The same for two fields exactly when they are given the same arguments, in whatever order. */
export function argumentsKey({ arguments: given = [] }: FieldNode): string {
  if (given.length === 0) return '';
  return given
    .map(({ name, value }) => `${name.value}:${valueKey(value)}`)
    .sort()
    .join(' ');
}

function valueKey(value: ValueNode): string {
  switch (value.kind) {
    case Kind.VARIABLE:
      return `$${value.name.value}`;
    case Kind.NULL:
      return 'null';
    case Kind.STRING:
      return `${value.block ? 'block' : ''}${JSON.stringify(value.value)}`;
    case Kind.LIST:
      return `[${value.values.map(valueKey).join(' ')}]`;
    case Kind.OBJECT:
      return `{${value.fields
        .map((field) => `${field.name.value}:${valueKey(field.value)}`)
        .sort()
        .join(' ')}}`;
    case Kind.INT:
    case Kind.FLOAT:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return String(value.value);
  }
}
