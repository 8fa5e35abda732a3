import type { InputRewrite, RequiresSelection } from '@graphql-hive/router-query-planner';
import { literal, Program } from '../codegen/program.js';
import type { Supergraph } from '../supergraph.js';
import { isObject, type DataObject } from '../run-state.js';
import { compileRewrites, type Rewrite } from './rewrites.js';

/** What one `_entities` field is asked with: each entity once, however many places it stands at. */
export class Representations {
  readonly list: DataObject[] = [];
  /** Index by key. Keys are equal for equal representations of this fetch and for no others. */
  readonly known = new Map<unknown, number>();
}

/** Adds an object of the data and returns the index of its representation; -1 when a needed field is not there. */
export type Represent = (entity: DataObject, into: Representations) => number;

interface Part {
  readonly types: ReadonlySet<string> | undefined;
  readonly fields: readonly RequiredField[];
}

interface RequiredField {
  readonly from: string;
  readonly to: string;
  readonly parts: readonly Part[] | undefined;
}

/** What one fetch needs of its entities. */
export interface Required {
  readonly parts: readonly Part[];
  readonly rewrite: Rewrite | undefined;
}

/** Reads the `requires` of a fetch. */
export function readRequired(
  requires: readonly RequiresSelection[],
  rewrites: readonly InputRewrite[] | undefined,
  supergraph: Supergraph,
): Required {
  return { parts: readParts(requires, supergraph), rewrite: compileRewrites(rewrites, supergraph) };
}

/**
 * Represents entities. A field that is null is sent as null; one that was never fetched (its own fetch failed, or its
 * entity was not found) makes the entity unanswerable and it is left out of the fetch.
 */
export function representer({ parts, rewrite }: Required): Represent {
  return (entity, { list, known }) => {
    const typename = entity.__typename;
    if (typeof typename !== 'string') return -1;
    const representation: DataObject = { __typename: typename };
    if (!fill(representation, entity, typename, parts)) return -1;
    const key = representationKey(representation);
    let index = known.get(key);
    if (index === undefined) {
      known.set(key, (index = list.push(representation) - 1));
      rewrite?.(representation);
    }
    return index;
  };
}

/** The same as {@link representer}, in the usual case of one part in code of its own. */
export function compileRepresent(required: Required): Represent {
  const [only] = required.parts;
  return only && required.parts.length === 1 ? representOne(only, required.rewrite) : representer(required);
}

/** One part: its key is read from the entity, so that only new ones are written down. */
function representOne({ types, fields }: Part, rewrite: Rewrite | undefined): Represent {
  const program = new Program();
  // `__typename` leads every representation.
  const data = fields.filter(({ to }) => to !== '__typename');
  const lines = [`const t = entity.__typename;`, `if (typeof t !== 'string') return -1;`];
  if (types) lines.push(`if (!${program.constant(types)}.has(t)) return -1;`);
  data.forEach(({ from, parts }, i) => {
    const value = `entity[${literal(from)}]`;
    lines.push(
      `const v${i} = ${parts ? `${program.constant(project)}(${value}, ${program.constant(parts)})` : value};`,
      `if (v${i} === undefined) return -1;`,
    );
  });
  const terms = ['t', ...data.map((_, i) => `v${i}`)].map((term) => `${program.constant(keyTerm)}(${term})`);
  // A single leaf of a single type is its own key; an object (of a custom scalar) is equal to itself alone.
  const isOwnKey = types?.size === 1 && data.length === 1 && !data[0]?.parts;
  const members = ['__typename: t', ...data.map(({ to }, i) => `${literal(to)}: v${i}`)];
  lines.push(
    `const key = ${isOwnKey ? 'v0' : terms.join(' + ')};`,
    `let index = into.known.get(key);`,
    `if (index === undefined) {`,
    `const representation = { ${members.join(', ')} };`,
    `into.known.set(key, (index = into.list.push(representation) - 1));`,
    ...(rewrite ? [`${program.constant(rewrite)}(representation);`] : []),
    `}`,
    `return index;`,
  );
  return program.link<Represent>(program.declare('entity, into', () => lines.join('\n')));
}

/**
 * Tells equal representations: all of one fetch and type have the same fields in the same order. Texts carry their
 * length, so that no two fields can be mistaken for others; `JSON.stringify` is kept for what is no text.
 */
function representationKey(representation: DataObject): string {
  let key = '';
  for (const name in representation) key += keyTerm(representation[name]);
  return key;
}

function keyTerm(value: unknown): string {
  return typeof value === 'string' ? `${value.length}:${value}` : `${JSON.stringify(value)},`;
}

function readParts(selections: readonly RequiresSelection[], supergraph: Supergraph): Part[] {
  const parts: Part[] = [];
  const plain: RequiredField[] = [];
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      plain.push({
        from: selection.name,
        to: selection.alias ?? selection.name,
        parts: selection.selections?.length ? readParts(selection.selections, supergraph) : undefined,
      });
    } else if (selection.kind === 'InlineFragment') {
      const types = supergraph.possibleTypes(selection.typeCondition);
      for (const inner of readParts(selection.selections, supergraph)) {
        parts.push({ types: inner.types ? intersect(types, inner.types) : types, fields: inner.fields });
      }
    }
  }
  if (plain.length > 0) parts.unshift({ types: undefined, fields: plain });
  return parts;
}

function intersect(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((type) => b.has(type)));
}

/** Copies what the parts ask for; false when something is missing or no part fits the type. */
function fill(target: DataObject, source: DataObject, typename: unknown, parts: readonly Part[]): boolean {
  let fits = false;
  for (const part of parts) {
    if (part.types && !part.types.has(typename as string)) continue;
    fits = true;
    for (const field of part.fields) {
      const value = project(source[field.from], field.parts);
      if (value === undefined) return false;
      target[field.to] = value;
    }
  }
  return fits;
}

function project(value: unknown, parts: readonly Part[] | undefined): unknown {
  if (!parts || value === null || value === undefined) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      const projected = project(item, parts);
      if (projected === undefined) return undefined;
      items.push(projected);
    }
    return items;
  }
  if (!isObject(value)) return undefined;
  const target: DataObject = {};
  // An object of another type than any fragment names has nothing to give, which is not the same as lacking something.
  if (!fill(target, value, value.__typename, parts) && parts.some((part) => matches(part, value))) return undefined;
  return target;
}

function matches(part: Part, value: DataObject): boolean {
  return !part.types || part.types.has(value.__typename as string);
}
