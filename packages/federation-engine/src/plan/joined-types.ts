import {
  Kind,
  print,
  type ConstDirectiveNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { argumentOf } from '../linked-names.js';

/** An object or interface of a supergraph, and which subgraph has what of it. Subgraphs go by their names. */
export interface JoinedType {
  readonly name: string;
  readonly interfaces: ReadonlySet<string>;
  readonly graphs: ReadonlySet<string>;
  readonly interfaceObjectIn: ReadonlySet<string>;
  /** Every key by which some subgraph finds one. */
  readonly keys: ReadonlySet<string>;
  /** All keys that a subgraph names, also those by which it finds nothing. */
  keysIn(graph: string): readonly string[];
  readonly fields: ReadonlyMap<string, JoinedField>;
}

export interface JoinedField {
  /** Name of its type. */
  readonly type: string;
  /** Its type as it is written. */
  readonly writtenType: string;
  /** What the subgraphs say of it; of a field that is in all subgraphs of its type, nothing. */
  readonly homes: readonly JoinedHome[];
}

export interface JoinedHome {
  readonly graph: string | undefined;
  readonly external: boolean;
  readonly requires: string | undefined;
  /** Its type there as it is written, when that is another one. */
  readonly writtenType: string | undefined;
}

/** Names of the subgraphs by the name that the supergraph's own directives have for each. */
export function readGraphNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives } of definition.values ?? []) {
      const [said] = saidBy(directives, 'join__graph');
      names.set(name.value, (said && textOf(said, 'name')) ?? name.value);
    }
  }
  return names;
}

/** Reads the types of a supergraph by name. */
export function readJoinedTypes(document: DocumentNode): Map<string, JoinedType> {
  const graphNames = readGraphNames(document);
  const nameOf = (graph: string): string => graphNames.get(graph) ?? graph;
  const types = new Map<string, JoinedType>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    types.set(definition.name.value, joinedType(definition, nameOf));
  }
  return types;
}

/** How a subgraph writes the type of a field; undefined when there is no such field. */
export function writtenTypeIn({ homes, writtenType }: JoinedField, graph: string): string {
  return homes.find((home) => home.graph === graph)?.writtenType ?? writtenType;
}

function joinedType(
  definition: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode,
  nameOf: (graph: string) => string,
): JoinedType {
  const graphs = new Set<string>();
  const interfaceObjectIn = new Set<string>();
  const keys = new Set<string>();
  const named: { graph: string; key: string }[] = [];
  for (const directive of saidBy(definition.directives, 'join__type')) {
    const graph = nameOf(textOf(directive, 'graph') ?? '');
    const key = textOf(directive, 'key');
    graphs.add(graph);
    if (isTrue(directive, 'isInterfaceObject')) interfaceObjectIn.add(graph);
    if (key === undefined) continue;
    named.push({ graph, key });
    if (!isFalse(directive, 'resolvable')) keys.add(key);
  }
  const fields = new Map<string, JoinedField>();
  for (const field of definition.fields ?? []) {
    const homes = saidBy(field.directives, 'join__field').map((directive): JoinedHome => {
      const graph = textOf(directive, 'graph');
      return {
        graph: graph === undefined ? undefined : nameOf(graph),
        external: isTrue(directive, 'external'),
        requires: textOf(directive, 'requires'),
        writtenType: textOf(directive, 'type'),
      };
    });
    fields.set(field.name.value, { type: namedType(field.type), writtenType: print(field.type), homes });
  }
  return {
    name: definition.name.value,
    interfaces: new Set((definition.interfaces ?? []).map(({ name }) => name.value)),
    graphs,
    interfaceObjectIn,
    keys,
    keysIn: (graph) => named.filter((one) => one.graph === graph).map(({ key }) => key),
    fields,
  };
}

function saidBy(directives: readonly ConstDirectiveNode[] | undefined, name: string): readonly ConstDirectiveNode[] {
  return (directives ?? []).filter((directive) => directive.name.value === name);
}

/** Text or the name of an enum value. */
function textOf(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = argumentOf(directive, argument);
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

function isTrue(directive: ConstDirectiveNode, argument: string): boolean {
  const value = argumentOf(directive, argument);
  return value?.kind === Kind.BOOLEAN && value.value;
}

function isFalse(directive: ConstDirectiveNode, argument: string): boolean {
  const value = argumentOf(directive, argument);
  return value?.kind === Kind.BOOLEAN && !value.value;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
