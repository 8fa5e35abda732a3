import {
  Kind,
  print,
  visit,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../prepare/fragments-of.js';

/** The type of a field as the subgraph writes it; undefined when it is not known. */
export type WrittenType = (type: string, field: string) => string | undefined;

/** A fetch that its subgraph accepts. */
export interface SeparatedFields {
  readonly document: DocumentNode;
  readonly text: string;
  /** The planner's response key of each field that was given another. */
  readonly keys: ReadonlyMap<string, string>;
}

/** Selections of one place of the answer, and the type that they are on. */
interface Part {
  readonly type: string | undefined;
  readonly set: SelectionSetNode;
}

interface Occurrence {
  readonly field: FieldNode;
  readonly written: string | undefined;
}

const rootTypes = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };

/**
 * Gives fields of one response key and of different types different keys. The planner asks for both when each stands on
 * another type of object and something requires it; GraphQL lets no document do so, even though no object has both.
 * Undefined when there are none.
 */
export function separateFields(
  given: DocumentNode,
  text: string,
  writtenType: WrittenType,
): SeparatedFields | undefined {
  if (!text.includes('...')) return undefined;
  const document = withoutFragments(given);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return undefined;
  const found = new Separation(text, writtenType);
  found.separate([{ type: rootTypes[operation.operation], set: operation.selectionSet }]);
  if (found.keys.size === 0) return undefined;
  const separated = visit(document, {
    Field(field): FieldNode | undefined {
      const key = found.newKeys.get(field);
      return key === undefined ? undefined : { ...field, alias: { kind: Kind.NAME, value: key } };
    },
  });
  return { document: separated, text: print(separated), keys: found.keys };
}

class Separation {
  readonly newKeys = new Map<FieldNode, string>();
  readonly keys = new Map<string, string>();
  private tried = 0;

  constructor(
    private readonly text: string,
    private readonly writtenType: WrittenType,
  ) {}

  separate(parts: readonly Part[]): void {
    const byKey = new Map<string, Occurrence[]>();
    for (const part of parts) this.collect(part, byKey);
    for (const [key, occurrences] of byKey) {
      [...Map.groupBy(occurrences, shapeOf).values()].forEach((alike, i) => {
        if (i > 0) this.rename(key, alike);
        this.separate(alike.flatMap(partBelow));
      });
    }
  }

  private collect({ type, set }: Part, byKey: Map<string, Occurrence[]>): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const { alias, name } = selection;
        const key = alias?.value ?? name.value;
        const written = type === undefined ? undefined : this.writtenType(type, name.value);
        byKey.set(key, [...(byKey.get(key) ?? []), { field: selection, written }]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.collect({ type: selection.typeCondition?.name.value ?? type, set: selection.selectionSet }, byKey);
      }
    }
  }

  private rename(key: string, occurrences: readonly Occurrence[]): void {
    let name: string;
    do name = `lx_apart_${this.tried++}`;
    while (this.text.includes(name));
    this.keys.set(name, key);
    for (const { field } of occurrences) this.newKeys.set(field, name);
  }
}

/** What must be equal for fields to share a key: lists, nulls, and the type, unless it has fields of its own. */
function shapeOf({ field, written = '' }: Occurrence): string {
  return field.selectionSet ? written.replace(/\w+/, '{}') : written;
}

function partBelow({ field: { selectionSet: set }, written }: Occurrence): Part[] {
  return set ? [{ type: written?.match(/\w+/)?.[0], set }] : [];
}

/** The same with all fragments written out where they are spread, so that every field stands at one place only. */
function withoutFragments(document: DocumentNode): DocumentNode {
  const fragments = fragmentsOf(document);
  if (fragments.size === 0) return document;
  const writeOut = (node: OperationDefinitionNode | SelectionSetNode): typeof node =>
    visit(node, {
      FragmentSpread({ name, directives }) {
        const fragment = fragments.get(name.value);
        if (!fragment) return undefined;
        const { typeCondition, selectionSet } = structuredClone(fragment);
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet: writeOut(selectionSet) };
      },
    });
  const definitions = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [writeOut(definition) as OperationDefinitionNode] : [],
  );
  return { ...document, definitions };
}
