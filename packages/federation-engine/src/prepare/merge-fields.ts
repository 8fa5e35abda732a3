import {
  GraphQLError,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Fragments } from './measure-operation.js';
import { argumentsKey, fieldType, shapeKey, type FieldType } from './field-identity.js';

/** A selection set with the type it selects from. */
interface Selected {
  readonly set: SelectionSetNode;
  readonly type: GraphQLCompositeType;
}

/** A field of a merged selection set, with the type it was selected from. */
interface Selection {
  readonly node: FieldNode;
  readonly parent: GraphQLCompositeType;
}

/** What is found, and how much may be looked at to find it. */
interface Found {
  readonly conflicts: GraphQLError[];
  readonly most: number;
  /** Fields that may still be looked at; below 0 the answer is not known. */
  left: number;
}

/**
 * "Field Selection Merging" of the specification for an operation that is valid otherwise: the fields of one response key
 * must be one field with one set of arguments where they can stand in one object, and be written alike everywhere.
 *
 * Fields are put together by response key first, and every field is held against the first of its key: the work grows with
 * the fields, not with their pairs. Only where fields of several object types meet fields of an abstract one are the latter
 * looked at again for each of the types; `most` bounds that.
 *
 * @returns the conflicts, `most` of them at the most, or undefined when more than `looks` fields had to be looked at
 */
export function fieldConflicts(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Fragments,
  { most, looks }: { readonly most: number; readonly looks: number },
): readonly GraphQLError[] | undefined {
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  const found: Found = { conflicts: [], most, left: looks };
  new Merge(schema, fragments, found).mergeable([{ set: operation.selectionSet, type: root }], true);
  return found.left < 0 ? undefined : found.conflicts;
}

class Merge {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Fragments,
    private readonly found: Found,
  ) {}

  /** Looks at selection sets that are merged into one; `together` when they can be of one object. */
  mergeable(sets: readonly Selected[], together: boolean): void {
    for (const [key, group] of this.collect(sets)) {
      if (this.found.left < 0 || this.found.conflicts.length >= this.found.most) return;
      const parts = together ? partsOf(group) : [group];
      if (together && !parts.every((part) => this.same(key, part))) continue;
      if (!this.alike(key, group)) continue;
      if (parts.length > 1) this.below(group, false);
      for (const part of parts) this.below(part, together);
    }
  }

  private below(group: readonly Selection[], together: boolean): void {
    const sets: Selected[] = [];
    for (const { node, parent } of group) {
      const type = node.selectionSet && fieldType(this.schema, parent, node.name.value).named;
      if (node.selectionSet && isCompositeType(type)) sets.push({ set: node.selectionSet, type });
    }
    if (sets.length > 0) this.mergeable(sets, together);
  }

  /** The fields by response key. A fragment that is spread several times says the same each time. */
  private collect(sets: readonly Selected[]): Map<string, Selection[]> {
    const fields = new Map<string, Selection[]>();
    const spread = new Set<string>();
    const look = (set: SelectionSetNode, parent: GraphQLCompositeType): void => {
      this.found.left -= set.selections.length;
      if (this.found.left < 0) return;
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          const known = fields.get(key);
          if (known) known.push({ node: selection, parent });
          else fields.set(key, [{ node: selection, parent }]);
          continue;
        }
        let fragment: { typeCondition?: { name: { value: string } }; selectionSet: SelectionSetNode } | undefined;
        if (selection.kind === Kind.INLINE_FRAGMENT) fragment = selection;
        else if (!spread.has(selection.name.value)) {
          spread.add(selection.name.value);
          fragment = this.fragments.get(selection.name.value);
        }
        if (!fragment) continue;
        const type = fragment.typeCondition ? this.schema.getType(fragment.typeCondition.name.value) : parent;
        if (isCompositeType(type)) look(fragment.selectionSet, type);
      }
    };
    for (const { set, type } of sets) look(set, type);
    return fields;
  }

  /**
   * Whether all are written alike: the same lists, the same nulls, the same leaf type. As in graphql-js, `__typename` is
   * alike to everything.
   */
  private alike(key: string, group: readonly Selection[]): boolean {
    if (group.length === 1) return true;
    const typed = group.filter(({ node }) => node.name.value !== '__typename');
    const typeOf = ({ node, parent }: Selection): FieldType => fieldType(this.schema, parent, node.name.value);
    return this.agree(
      key,
      typed,
      (field) => shapeKey(typeOf(field)),
      (one, other) => `they return conflicting types "${typeOf(one).text}" and "${typeOf(other).text}"`,
    );
  }

  /** Whether all are one field with one set of arguments. */
  private same(key: string, group: readonly Selection[]): boolean {
    if (group.length === 1) return true;
    return (
      this.agree(
        key,
        group,
        ({ node }) => node.name.value,
        (one, other) => {
          return `"${one.node.name.value}" and "${other.node.name.value}" are different fields`;
        },
      ) &&
      this.agree(
        key,
        group,
        ({ node }) => argumentsKey(node),
        () => 'they have differing arguments',
      )
    );
  }

  private agree(
    key: string,
    [first, ...others]: readonly Selection[],
    trait: (field: Selection) => string,
    because: (one: Selection, other: Selection) => string,
  ): boolean {
    const wanted = first && trait(first);
    const other = others.find((field) => trait(field) !== wanted);
    if (!first || !other) return true;
    const advice = 'Use different aliases on the fields to fetch both if this was intentional.';
    const message = `Fields "${key}" conflict because ${because(first, other)}. ${advice}`;
    this.found.conflicts.push(new GraphQLError(message, { nodes: [first.node, other.node] }));
    return false;
  }
}

/** Parts of a group whose fields can stand in one object: those of each object type, with those of abstract types. */
function partsOf(group: readonly Selection[]): readonly (readonly Selection[])[] {
  const concrete = new Set(group.map(({ parent }) => parent).filter(isObjectType));
  if (concrete.size <= 1) return [group];
  return [...concrete].map((type) => group.filter(({ parent }) => parent === type || isAbstractType(parent)));
}
