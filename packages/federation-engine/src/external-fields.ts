import {
  Kind,
  parse,
  print,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { argumentOf, linkedName } from './linked-names.js';
import { readGraphNames, readJoinedTypes } from './plan/joined-types.js';

/**
 * Says in a supergraph which fields of interface objects are `@external`. Composition leaves that out, as if the subgraph
 * resolved them, and the planner then asks it for what it should be sent.
 */
export function withExternalFields(
  supergraphSdl: string,
  subgraphs: readonly { readonly name: string; readonly typeDefs: DocumentNode }[],
): string {
  const externals = externalsOf(subgraphs);
  if (externals.size === 0) return supergraphSdl;
  const document = parse(supergraphSdl, { noLocation: true });
  const types = readJoinedTypes(document);
  const graphs = new Map([...readGraphNames(document)].map(([graph, name]) => [name, graph]));
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) return definition;
    const { name, fields } = definition;
    const within = [...(types.get(name.value)?.graphs ?? [])];
    const said = fields?.map((field) => {
      const external = within.filter((subgraph) => externals.has(`${subgraph} ${name.value}.${field.name.value}`));
      return external.length === 0 ? field : withHomes(field, within, external, graphs);
    });
    return { ...definition, fields: said };
  });
  return print({ ...document, definitions });
}

/** Which subgraph has which field external, of its interface objects: `subgraph Type.field`. Keys are not among them. */
function externalsOf(subgraphs: Parameters<typeof withExternalFields>[1]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name, typeDefs } of subgraphs) {
    const [object, external, key] = ['interfaceObject', 'external', 'key'].map((directive) =>
      linkedName(typeDefs, 'federation', directive),
    );
    for (const definition of typeDefs.definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || !has(definition, object)) continue;
      const keys: readonly string[] = keysOf(definition, key).match(/\w+/g) ?? [];
      for (const field of definition.fields ?? []) {
        const isOwn = keys.includes(field.name.value) || !(has(definition, external) || has(field, external));
        if (!isOwn) found.add(`${name} ${definition.name.value}.${field.name.value}`);
      }
    }
  }
  return found;
}

function has(node: ObjectTypeDefinitionNode | FieldDefinitionNode, directive: string | undefined): boolean {
  return (node.directives ?? []).some(({ name }) => name.value === directive);
}

function keysOf({ directives }: ObjectTypeDefinitionNode, directive: string | undefined): string {
  const keys = (directives ?? []).filter(({ name }) => name.value === directive);
  const texts = keys.map((key) => argumentOf(key, 'fields'));
  return texts.map((text) => (text?.kind === Kind.STRING ? text.value : '')).join(' ');
}

/** A field of which nothing is said is in all subgraphs of its type. */
function withHomes(
  field: FieldDefinitionNode,
  within: readonly string[],
  external: readonly string[],
  graphs: ReadonlyMap<string, string>,
): FieldDefinitionNode {
  const directives = field.directives ?? [];
  const graphOf = (subgraph: string): string => graphs.get(subgraph) ?? subgraph;
  const others = within.filter((subgraph) => !external.includes(subgraph)).map(graphOf);
  const isSaid = directives.some(({ name }) => name.value === 'join__field');
  const kept = directives.filter((directive) => {
    const graph = directive.name.value === 'join__field' ? argumentOf(directive, 'graph') : undefined;
    return graph?.kind !== Kind.ENUM || others.includes(graph.value);
  });
  const homes = isSaid ? [] : others.map((graph) => joinField(graph, false));
  return {
    ...field,
    directives: [...kept, ...homes, ...external.map((subgraph) => joinField(graphOf(subgraph), true))],
  };
}

function joinField(graph: string, external: boolean): ConstDirectiveNode {
  const argument = (name: string, value: ConstValueNode): ConstArgumentNode => ({
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: name },
    value,
  });
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'join__field' },
    arguments: [
      argument('graph', { kind: Kind.ENUM, value: graph }),
      ...(external ? [argument('external', { kind: Kind.BOOLEAN, value: true })] : []),
    ],
  };
}
