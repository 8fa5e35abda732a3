import { Kind, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** How much work an operation spells, with every fragment spread written out. */
export interface OperationSize {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly selections: number;
}

const nothing: OperationSize = { depth: 0, aliases: 0, rootFields: 0, selections: 0 };

/** Fragments of a document by name. The first of two with one name counts; validation refuses the document anyway. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * Measures an operation in one pass over the document: each fragment is measured once and its size is added wherever it
 * is spread, so a document whose expansion is exponential costs no more than its text. Runs before validation, so it
 * takes cycles and unknown fragments in its stride (they count nothing; validation names them).
 */
export function measureOperation(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  measured: Map<string, OperationSize> = new Map(),
): OperationSize {
  const measureFragment = (name: string): OperationSize => {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    if (!fragment) return nothing;
    measured.set(name, nothing);
    const size = measureSelections(fragment.selectionSet);
    measured.set(name, size);
    return size;
  };
  const measureSelections = (set: SelectionSetNode): OperationSize => {
    let { depth, aliases, rootFields, selections } = nothing;
    for (const selection of set.selections) {
      selections++;
      if (selection.kind === Kind.FIELD) {
        rootFields++;
        if (selection.alias) aliases++;
        const inner = selection.selectionSet ? measureSelections(selection.selectionSet) : nothing;
        depth = Math.max(depth, inner.depth + 1);
        aliases += inner.aliases;
        selections += inner.selections;
        continue;
      }
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? measureFragment(selection.name.value)
          : measureSelections(selection.selectionSet);
      depth = Math.max(depth, inner.depth);
      aliases += inner.aliases;
      rootFields += inner.rootFields;
      selections += inner.selections;
    }
    return { depth, aliases, rootFields, selections };
  };
  return measureSelections(operation.selectionSet);
}
