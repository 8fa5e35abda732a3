import {
  getNamedType,
  Kind,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Supergraph } from '../supergraph.js';
import type { Fragments } from './measure-operation.js';
import type { ReadOperation } from './read-document.js';
import { typenameField } from './typename.js';

/** An operation parted by who answers: subgraphs, or the gateway itself from its public schema. */
export interface SplitOperation {
  /** What the planner plans; undefined when nothing is left for a subgraph. */
  readonly planned?: string;
  /** `__schema` and `__type` of the root; undefined when none is asked for. */
  readonly introspection?: DocumentNode;
}

const introspectionFields = new Set(['__schema', '__type']);

/**
 * Takes the meta fields off the root: the planner knows no `__schema`, and a root `__typename` needs no fetch.
 * Fragments spread at the root are written out there, because one fragment may hold fields of both kinds.
 */
export function splitOperation({ operation, fragments }: ReadOperation, supergraph: Supergraph): SplitOperation {
  const keep = (wanted: (name: string) => boolean): OperationDefinitionNode | undefined => {
    const set = rootSelections(operation.selectionSet, fragments, wanted);
    return set && { ...operation, selectionSet: set };
  };
  const planned = keep((name) => !introspectionFields.has(name) && name !== '__typename');
  const introspected = keep((name) => introspectionFields.has(name));
  return {
    ...(planned && { planned: print(withTypenames(documentOf(planned, fragments), supergraph)) }),
    ...(introspected && { introspection: documentOf(introspected, fragments) }),
  };
}

/**
 * Asks for type names under their own name and without conditions: the response takes every `__typename` from there,
 * and so do the type conditions of plans. Where an object may be of a hidden type, its name is asked for although the
 * client did not: otherwise nobody could tell that it must not be shown. So it is where all selections are fragments:
 * the planner leaves out a field of whose fragments none can apply, and then nobody could tell its object from null. And
 * so it is where a subgraph has an interface as an object and something else has to bring a field: without the name the
 * planner forgets to fetch the key.
 */
function withTypenames(document: DocumentNode, supergraph: Supergraph): DocumentNode {
  const { publicSchema, partlyHidden, interfaceObjects } = supergraph;
  const plain = (field: FieldNode): FieldNode | undefined =>
    field.name.value === '__typename' && (field.alias || field.directives?.length) ? typenameField : undefined;
  const info = new TypeInfo(publicSchema);
  const isNeeded = ({ selections }: SelectionSetNode): boolean => {
    if (!selections.some(isField)) return true;
    const type = getNamedType(info.getType())?.name ?? '';
    const own = interfaceObjects.get(type);
    return (
      partlyHidden.has(type) ||
      (own !== undefined && !selections.every((field) => isField(field) && own.has(field.name.value)))
    );
  };
  const named = (field: FieldNode): FieldNode | undefined => {
    const { selectionSet } = field;
    if (!selectionSet || !isNeeded(selectionSet)) return undefined;
    return { ...field, selectionSet: { ...selectionSet, selections: [typenameField, ...selectionSet.selections] } };
  };
  const visitor = { Field: { enter: plain, leave: named } };
  const isPlain = partlyHidden.size === 0 && interfaceObjects.size === 0;
  return visit(document, isPlain ? visitor : visitWithTypeInfo(info, visitor));
}

function isField(selection: SelectionNode): selection is FieldNode {
  return selection.kind === Kind.FIELD;
}

function rootSelections(
  set: SelectionSetNode,
  fragments: Fragments,
  wanted: (name: string) => boolean,
): SelectionSetNode | undefined {
  const selections: SelectionNode[] = [];
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      if (wanted(selection.name.value)) selections.push(selection);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : undefined;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragment?.selectionSet;
    const kept = inner && rootSelections(inner, fragments, wanted);
    if (!kept) continue;
    const typeCondition = selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition : fragment?.typeCondition;
    selections.push({
      kind: Kind.INLINE_FRAGMENT,
      ...(typeCondition && { typeCondition }),
      directives: selection.directives ?? [],
      selectionSet: kept,
    });
  }
  return selections.length > 0 ? { kind: Kind.SELECTION_SET, selections } : undefined;
}

/** The operation with the fragments it still spreads and the variables it still uses. */
function documentOf(operation: OperationDefinitionNode, fragments: Fragments): DocumentNode {
  const used = new Map<string, FragmentDefinitionNode>();
  const variables = new Set<string>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      VariableDefinition: () => false,
      Variable: (variable) => void variables.add(variable.name.value),
      FragmentSpread: (spread) => {
        const fragment = fragments.get(spread.name.value);
        if (!fragment || used.has(spread.name.value)) return;
        used.set(spread.name.value, fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  const variableDefinitions = (operation.variableDefinitions ?? []).filter((definition) =>
    variables.has(definition.variable.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, variableDefinitions }, ...used.values()] };
}
