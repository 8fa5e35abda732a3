import { Kind, parse, type DocumentNode, type SelectionSetNode } from 'graphql';
import { argumentOf } from '../linked-names.js';
import type { JoinedHome, JoinedType } from './joined-types.js';

type Types = ReadonlyMap<string, JoinedType>;

/**
 * A field with `@requires` for which the planner may end its process. To come back to the subgraph that requires, it picks
 * one of the keys by which that subgraph's object can be found anywhere, and asks for it where the object came from,
 * even where that key is not known; that ends in an abort, which no code in the same process survives.
 */
export interface PlannerHazard {
  readonly type: string;
  readonly field: string;
  /** The subgraph that requires. */
  readonly subgraph: string;
  /** The key that may be picked. */
  readonly key: string;
  /** A subgraph that has such objects and not all of that key. */
  readonly lackedBy: string;
}

/** Every such field of a supergraph, once for each key that puts it at risk. */
export function plannerHazards(types: Types): PlannerHazard[] {
  const found: PlannerHazard[] = [];
  for (const type of types.values()) {
    for (const [field, { homes }] of type.fields) {
      for (const { graph, requires } of homes) {
        if (graph === undefined || requires === undefined) continue;
        const risks = keysAtRisk(types, type, graph);
        found.push(...risks.map((risk) => ({ type: type.name, field, subgraph: graph, ...risk })));
      }
    }
  }
  return found;
}

function keysAtRisk(types: Types, type: JoinedType, home: string): Pick<PlannerHazard, 'key' | 'lackedBy'>[] {
  const sources = sourcesOf(types, type, home);
  return [...type.keys].flatMap((key) => {
    const fields = selectionsOf(key);
    if (!knows(types, type, home, fields)) return [];
    const lacking = sources.find(([source, graph]) => !knows(types, source, graph, fields));
    return lacking ? [{ key, lackedBy: lacking[1] }] : [];
  });
}

/** Where an object may come from before that subgraph is asked for what requires: its type there, and the subgraph. */
function sourcesOf(types: Types, type: JoinedType, home: string): [JoinedType, string][] {
  const sources: [JoinedType, string][] = [];
  for (const other of types.values()) {
    for (const graph of other.graphs) {
      const isSame = other === type || other.interfaces.has(type.name);
      const isObjectOf = type.interfaces.has(other.name) && other.interfaceObjectIn.has(graph);
      if (graph !== home && (isSame || isObjectOf)) sources.push([other, graph]);
    }
  }
  return sources;
}

function knows(types: Types, type: JoinedType, graph: string, { selections }: SelectionSetNode): boolean {
  return selections.every((selection) => {
    if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') return true;
    const field = type.fields.get(selection.name.value);
    if (!field || !isIn(field.homes, type, graph, selection.name.value)) return false;
    const inner = types.get(field.type);
    return !selection.selectionSet || !inner || knows(types, inner, graph, selection.selectionSet);
  });
}

function isIn(homes: readonly JoinedHome[], type: JoinedType, graph: string, name: string): boolean {
  if (homes.length === 0) return type.graphs.has(graph);
  const isOfKey = (): boolean => type.keysIn(graph).some((key) => new RegExp(`\\b${name}\\b`).test(key));
  return homes.some((home) => home.graph === graph && (!home.external || isOfKey()));
}

/**
 * Names of the fields whose planning may meet a hazard: those at risk, and whatever requires one of them. By name alone,
 * since a client may reach a field through any interface; a name too many costs little.
 */
export function namesAtRisk(types: Types, hazards: readonly PlannerHazard[]): ReadonlySet<string> {
  const names = new Set(hazards.map(({ field }) => field));
  const requiring = [...types.values()].flatMap(({ fields }) =>
    [...fields].map(([name, { homes }]) => ({
      name,
      reads: homes.flatMap(({ requires }) => requires?.match(/\w+/g) ?? []),
    })),
  );
  for (let before = 0; names.size > before;) {
    before = names.size;
    for (const { name, reads } of requiring) if (reads.some((word) => names.has(word))) names.add(name);
  }
  return names;
}

/**
 * The supergraph without the keys that put fields at risk. A plan over it is one over the whole supergraph, too; there may
 * be none, where nothing but such a key leads from one subgraph to another.
 */
export function withoutKeysAtRisk(document: DocumentNode, hazards: readonly PlannerHazard[]): DocumentNode {
  const keys = new Set(hazards.map(({ type, key }) => `${type} ${key}`));
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      return definition;
    const type = definition.name.value;
    const directives = definition.directives?.map((directive) => {
      const key = directive.name.value === 'join__type' ? argumentOf(directive, 'key') : undefined;
      if (key?.kind !== Kind.STRING || !keys.has(`${type} ${key.value}`)) return directive;
      return { ...directive, arguments: directive.arguments?.filter(({ name }) => name.value !== 'key') };
    });
    return { ...definition, directives };
  });
  return { ...document, definitions };
}

/** The selections of a field set as `@key` and `@requires` have it. */
function selectionsOf(fields: string): SelectionSetNode {
  const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Not a set of fields: ${fields}`);
  return operation.selectionSet;
}
