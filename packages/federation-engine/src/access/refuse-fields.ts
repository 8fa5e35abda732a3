import {
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { ReadOperation } from '../prepare/read-document.js';
import { typenameField } from '../prepare/typename.js';
import type { Requirements } from './read-requirements.js';
import type { Denied, RefusalCode } from './requirement.js';

/** Field nodes that are not answered, and why. */
export type RefusedFields = ReadonlyMap<FieldNode, RefusalCode>;

/** The requirements of all fields of an operation and of the fragments of its document, each once. */
export function requirementsOf(read: ReadOperation, schema: GraphQLSchema, requirements: Requirements): number[] {
  if (requirements.all.length === 0) return [];
  const found = new Set<number>();
  const types = new TypeInfo(schema);
  const collect = visitWithTypeInfo(types, {
    Field: (field) => {
      for (const index of needsOf(field, types, requirements)) found.add(index);
    },
  });
  visit(read.operation, collect);
  for (const fragment of read.fragments.values()) visit(fragment, collect);
  return [...found].sort((a, b) => a - b);
}

/**
 * Takes the fields that are denied out of what will be planned, so that no subgraph is ever asked for them. The
 * response is still planned by the whole operation, where they are null. An object of which nothing is left is asked for
 * its type name: whether it is there does not depend on its fields.
 */
export function refuseFields(
  read: ReadOperation,
  denied: Denied,
  schema: GraphQLSchema,
  requirements: Requirements,
): ReadOperation & { readonly refused: RefusedFields } {
  const refused = new Map<FieldNode, RefusalCode>();
  if (denied.key === '') return { ...read, refused };
  const types = new TypeInfo(schema);
  const remove = visitWithTypeInfo(types, {
    Field: (field) => {
      const code = denied.refusalOf(needsOf(field, types, requirements));
      if (!code) return undefined;
      refused.set(field, code);
      return null;
    },
    SelectionSet: {
      leave: (set): SelectionSetNode | undefined =>
        set.selections.length > 0 ? undefined : { ...set, selections: [typenameField] },
    },
  });
  const without = <Node extends ASTNode>(node: Node): Node => visit(node, remove);
  return {
    operation: without(read.operation),
    fragments: new Map([...read.fragments].map(([name, fragment]) => [name, without(fragment)])),
    refused,
  };
}

function needsOf(field: FieldNode, types: TypeInfo, requirements: Requirements): readonly number[] {
  const parent = types.getParentType();
  return parent ? requirements.of(parent.name, field.name.value) : [];
}
