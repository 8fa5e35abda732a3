import {
  Kind,
  type BooleanValueNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';

/** For each interface that a subgraph has as an object: the fields that every such subgraph answers itself. */
export type InterfaceObjects = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads them from a supergraph. */
export function readInterfaceObjects({ definitions }: DocumentNode): InterfaceObjects {
  const found = new Map<string, ReadonlySet<string>>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const graphs = (definition.directives ?? [])
      .filter((directive) => directive.name.value === 'join__type' && isTrue(directive, 'isInterfaceObject'))
      .map((directive) => graphOf(directive));
    if (graphs.length === 0) continue;
    const own = (definition.fields ?? []).filter((field) => graphs.every((graph) => isAnsweredIn(field, graph)));
    found.set(definition.name.value, new Set(own.map(({ name }) => name.value)));
  }
  return found;
}

/** A field that names no subgraph is one of all. */
function isAnsweredIn({ directives = [] }: FieldDefinitionNode, graph: string | undefined): boolean {
  const named = directives.filter((directive) => directive.name.value === 'join__field');
  if (named.length === 0) return true;
  return named.some((directive) => graphOf(directive) === graph && !isTrue(directive, 'external'));
}

function graphOf({ arguments: args }: ConstDirectiveNode): string | undefined {
  const value = args?.find(({ name }) => name.value === 'graph')?.value;
  return value?.kind === Kind.ENUM ? value.value : undefined;
}

function isTrue({ arguments: args }: ConstDirectiveNode, name: string): boolean {
  return (
    args?.some((argument) => argument.name.value === name && (argument.value as BooleanValueNode).value === true) ??
    false
  );
}
