import {
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Fragments } from '../prepare/measure-operation.js';
import { conditionOf, type Condition } from './guards.js';

/** A selection set and when it counts. */
export interface Scoped {
  readonly set: SelectionSetNode;
  readonly condition: Condition;
}

/** A field node that writes a response key, and when it does. */
export interface CollectedField {
  readonly node: FieldNode;
  readonly condition: Condition;
  /** Where it stands among all fields that were collected. */
  readonly place: number;
}

/** Each response key with every field node that writes it. */
export type CollectedFields = Map<string, CollectedField[]>;

/**
 * Collects the fields of a type over fragments, in the order in which the specification fills the response. For an
 * object type every type condition is decided here. For an abstract type (a place where the plan did not need to know
 * the concrete one) only conditions that every possible type meets apply.
 */
export function collectFields(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  scopes: readonly Scoped[],
  fragments: Fragments,
): CollectedFields {
  const collected: CollectedFields = new Map();
  let place = 0;
  const visit = (set: SelectionSetNode, outer: Condition): void => {
    for (const selection of set.selections) {
      const condition = conditionOf(selection.directives, outer);
      if (!condition) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const field: CollectedField = { node: selection, condition, place: place++ };
        const nodes = collected.get(key);
        if (nodes) nodes.push(field);
        else collected.set(key, [field]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment && applies(schema, type, fragment.typeCondition?.name.value))
        visit(fragment.selectionSet, condition);
    }
  };
  for (const { set, condition } of scopes) visit(set, condition);
  return collected;
}

function applies(schema: GraphQLSchema, type: GraphQLCompositeType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  if (!isAbstractType(wanted)) return false;
  return isObjectType(type)
    ? schema.isSubType(wanted, type)
    : schema.getPossibleTypes(type).every((possible) => schema.isSubType(wanted, possible));
}
