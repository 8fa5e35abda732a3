import {
  isTypeDefinitionNode,
  Kind,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { argumentOf, linkedName } from '../linked-names.js';
import { costCeiling } from './price.js';

/** How long the list of a field is, as its `@listSize` says. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  /** Paths of the arguments that say it: the argument, then fields of its value. */
  readonly slicingArguments: readonly (readonly string[])[];
  /** Fields of the returned object that have this length in its stead. */
  readonly sizedFields: readonly string[];
  readonly requireOneSlicingArgument: boolean;
}

/**
 * What a supergraph says of the cost of its parts, by schema coordinate: `Type`, `Type.field`, `Type.field(argument:)`,
 * `Input.field`.
 */
export interface Weights {
  readonly costs: ReadonlyMap<string, number>;
  readonly listSizes: ReadonlyMap<string, ListSize>;
}

/** Reads `@cost` and `@listSize` of a supergraph, under the names that it gives them. */
export function readWeights(document: DocumentNode): Weights {
  const names = {
    cost: linkedName(document, 'cost', 'cost'),
    listSize: linkedName(document, 'cost', 'listSize'),
  };
  const costs = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  const read = (coordinate: string, directives: readonly DirectiveNode[] | undefined): void => {
    for (const directive of directives ?? []) {
      if (directive.name.value === names.cost) costs.set(coordinate, bounded(integer(directive, 'weight') ?? 0));
      if (directive.name.value === names.listSize) listSizes.set(coordinate, listSizeOf(directive));
    }
  };
  const readField = (type: string, field: FieldDefinitionNode | InputValueDefinitionNode): void => {
    const coordinate = `${type}.${field.name.value}`;
    read(coordinate, field.directives);
    if (field.kind !== Kind.FIELD_DEFINITION) return;
    for (const argument of field.arguments ?? []) read(`${coordinate}(${argument.name.value}:)`, argument.directives);
  };
  for (const definition of document.definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    read(definition.name.value, definition.directives);
    for (const field of 'fields' in definition ? (definition.fields ?? []) : []) {
      readField(definition.name.value, field);
    }
  }
  for (const definition of document.definitions) {
    if (!hasInterfaces(definition)) continue;
    for (const { name } of definition.interfaces ?? []) {
      inherit(costs, name.value, definition.name.value);
      inherit(listSizes, name.value, definition.name.value);
    }
  }
  return { costs, listSizes };
}

function hasInterfaces(node: DefinitionNode): node is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

/** What an interface says of a field holds for the types that implement it, unless they say something themselves. */
function inherit(said: Map<string, unknown>, from: string, to: string): void {
  for (const [coordinate, value] of [...said]) {
    if (!coordinate.startsWith(`${from}.`)) continue;
    const own = `${to}${coordinate.slice(from.length)}`;
    if (!said.has(own)) said.set(own, value);
  }
}

function listSizeOf(directive: DirectiveNode): ListSize {
  const required = argumentOf(directive, 'requireOneSlicingArgument');
  const assumedSize = integer(directive, 'assumedSize');
  return {
    assumedSize: assumedSize === undefined ? undefined : Math.max(0, bounded(assumedSize)),
    slicingArguments: texts(directive, 'slicingArguments').map((path) => path.split('.')),
    sizedFields: texts(directive, 'sizedFields'),
    requireOneSlicingArgument: required?.kind !== Kind.BOOLEAN || required.value,
  };
}

function integer(directive: DirectiveNode, name: string): number | undefined {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

function texts(directive: DirectiveNode, name: string): string[] {
  const value = argumentOf(directive, name);
  if (value?.kind !== Kind.LIST) return [];
  return value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []));
}

function bounded(value: number): number {
  return Math.max(-costCeiling, Math.min(costCeiling, value));
}
