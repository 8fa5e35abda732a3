import {
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../prepare/fragments-of.js';

/**
 * How many fields graphql-jit writes out for a document: those behind an abstract type once for each type it may be, so
 * that a few abstract types inside each other make thousands of a dozen.
 */
export function writtenFields(schema: GraphQLSchema, document: DocumentNode): number {
  const fragments = fragmentsOf(document);
  const counted = new Map<SelectionSetNode, Map<GraphQLObjectType, number>>();

  const ofPlace = (set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): number => {
    if (!set) return 0;
    if (isObjectType(type)) return ofObject(set, type);
    if (!isAbstractType(type)) return 0;
    return schema.getPossibleTypes(type).reduce((sum, possible) => sum + ofObject(set, possible), 0);
  };

  const ofObject = (set: SelectionSetNode, type: GraphQLObjectType): number => {
    const known = counted.get(set) ?? new Map<GraphQLObjectType, number>();
    counted.set(set, known);
    let fields = known.get(type);
    if (fields !== undefined) return fields;
    fields = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const field = type.getFields()[selection.name.value];
        fields += 1 + ofPlace(selection.selectionSet, field && getNamedType(field.type));
      } else {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment && covers(fragment, type)) fields += ofObject(fragment.selectionSet, type);
      }
    }
    known.set(type, fields);
    return fields;
  };

  const covers = ({ typeCondition }: InlineFragmentNode | FragmentDefinitionNode, type: GraphQLObjectType): boolean => {
    const condition = typeCondition && schema.getType(typeCondition.name.value);
    return !condition || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
  };

  return document.definitions.reduce(
    (sum, definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? sum + ofPlace(definition.selectionSet, schema.getRootType(definition.operation) ?? undefined)
        : sum,
    0,
  );
}
