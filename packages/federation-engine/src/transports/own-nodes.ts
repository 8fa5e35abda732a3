import {
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Writes fragments out wherever they are spread, when the document has conditions. graphql-jit notes the conditions of a
 * field at its node: one that two spreads share would need the conditions of both, and of two spreads at one place it
 * sees the first only.
 */
export function withOwnNodes(document: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let conditional = false;
  visit(document, {
    FragmentDefinition: (fragment) => void fragments.set(fragment.name.value, fragment),
    Directive: ({ name }) => {
      if (name.value === 'skip' || name.value === 'include') conditional = true;
    },
  });
  if (!conditional || fragments.size === 0) return document;

  const copySet = (set: SelectionSetNode): SelectionSetNode => ({ ...set, selections: set.selections.map(copy) });
  const copy = (selection: SelectionNode): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const { typeCondition, selectionSet } = fragments.get(selection.name.value)!;
      const { directives } = selection;
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet: copySet(selectionSet) };
    }
    const { selectionSet } = selection;
    return selectionSet ? ({ ...selection, selectionSet: copySet(selectionSet) } as SelectionNode) : { ...selection };
  };

  const definitions = document.definitions.flatMap((definition) => {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) return [];
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [definition];
    return [{ ...definition, selectionSet: copySet(definition.selectionSet) }];
  });
  return { ...document, definitions };
}
