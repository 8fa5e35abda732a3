import type { InputRewrite, RequiresSelection } from '@graphql-hive/router-query-planner';
import { literal, Program } from '../codegen/program.js';
import type { Supergraph } from '../supergraph.js';
import { isObject, type DataObject } from '../run-state.js';
import { compileRewrites } from './rewrites.js';

/** Builds what `_entities` is asked with from an object of the data; undefined when a needed field is not there. */
export type Represent = (entity: DataObject) => DataObject | undefined;

interface Part {
  readonly types: ReadonlySet<string> | undefined;
  readonly fields: readonly RequiredField[];
}

interface RequiredField {
  readonly from: string;
  readonly to: string;
  readonly parts: readonly Part[] | undefined;
}

/** How a group of entities is asked for. */
export interface Representation {
  readonly represent: Represent;
  /** Equal for equal representations and for no others. */
  readonly keyOf: (representation: DataObject) => string;
}

/**
 * Compiles the `requires` of a fetch. A field that is null is sent as null; one that was never fetched (its own fetch
 * failed, or its entity was not found) makes the entity unanswerable and it is left out of the fetch.
 */
export function compileRepresentation(
  requires: readonly RequiresSelection[],
  rewrites: readonly InputRewrite[] | undefined,
  supergraph: Supergraph,
): Representation {
  const parts = compileParts(requires, supergraph);
  const rewrite = compileRewrites(rewrites, supergraph);
  const [only] = parts;
  const keyOf = only && parts.length === 1 ? compileKey(only) : representationKey;
  const represent = only && parts.length === 1 ? compileOnly(only) : representAny(parts);
  if (!rewrite) return { represent, keyOf };
  return {
    keyOf,
    represent(entity) {
      const representation = represent(entity);
      if (representation) rewrite(representation);
      return representation;
    },
  };
}

function representAny(parts: readonly Part[]): Represent {
  return (entity) => {
    const typename = entity.__typename;
    if (typeof typename !== 'string') return undefined;
    const representation: DataObject = { __typename: typename };
    return fill(representation, entity, typename, parts) ? representation : undefined;
  };
}

/** The usual case, one entity type with a few fields, as one object literal. */
function compileOnly({ types, fields }: Part): Represent {
  const program = new Program();
  const lines = [`const t = entity.__typename;`, `if (typeof t !== 'string') return undefined;`];
  if (types) lines.push(`if (!${program.constant(types)}.has(t)) return undefined;`);
  const members = ['__typename: t'];
  dataFields(fields).forEach(({ from, to, parts }, i) => {
    const value = `entity[${literal(from)}]`;
    lines.push(
      `const v${i} = ${parts ? `${program.constant(project)}(${value}, ${program.constant(parts)})` : value};`,
    );
    lines.push(`if (v${i} === undefined) return undefined;`);
    members.push(`${literal(to)}: v${i}`);
  });
  lines.push(`return { ${members.join(', ')} };`);
  return program.link<Represent>(program.declare('entity', () => lines.join('\n')));
}

function compileKey({ fields }: Part): Representation['keyOf'] {
  const program = new Program();
  const keys = ['__typename', ...dataFields(fields).map(({ to }) => to)];
  const terms = keys.map((key) => `${program.constant(keyTerm)}(r[${literal(key)}])`);
  return program.link(program.declare('r', () => `return ${terms.join(' + ')};`));
}

/** `__typename` leads every representation. */
function dataFields(fields: readonly RequiredField[]): RequiredField[] {
  return fields.filter(({ to }) => to !== '__typename');
}

/**
 * Tells equal representations: all of one fetch and type have the same fields in the same order. Texts carry their
 * length, so that no two fields can be mistaken for others; `JSON.stringify` is kept for what is no text.
 */
export function representationKey(representation: DataObject): string {
  let key = '';
  for (const name in representation) key += keyTerm(representation[name]);
  return key;
}

function keyTerm(value: unknown): string {
  return typeof value === 'string' ? `${value.length}:${value}` : `${JSON.stringify(value)},`;
}

function compileParts(selections: readonly RequiresSelection[], supergraph: Supergraph): Part[] {
  const parts: Part[] = [];
  const plain: RequiredField[] = [];
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      plain.push({
        from: selection.name,
        to: selection.alias ?? selection.name,
        parts: selection.selections?.length ? compileParts(selection.selections, supergraph) : undefined,
      });
    } else if (selection.kind === 'InlineFragment') {
      const types = supergraph.possibleTypes(selection.typeCondition);
      for (const inner of compileParts(selection.selections, supergraph)) {
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
