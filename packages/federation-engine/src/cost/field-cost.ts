import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import type { CollectedField } from '../respond/collect-fields.js';
import { anyOf } from '../respond/guards.js';
import type { CostModel } from './cost-model.js';
import { noInputs } from './input-cost.js';
import { fixedLength, listLength, type ListLength } from './list-length.js';
import type { FieldCost, PlaceCost } from './place-cost.js';

/** A length that a field gives to lists of the object it returns: `edges` of a connection. */
export interface Sizing {
  readonly fields: readonly string[];
  readonly length: ListLength;
}

/** Weights where a schema gives none; leaves and inputs are free. */
const defaultWeights = {
  object: 1,
  /** Most of what a mutation does does not show in its answer. */
  mutation: 10,
  /** Answered from memory, but a whole schema is a long text. */
  introspection: 100,
} as const;

const one = fixedLength(1);

/** Weight of an object of a type. */
export function objectWeight({ weights }: CostModel, type: GraphQLObjectType): number {
  return weights.costs.get(type.name) ?? defaultWeights.object;
}

/** What one response key of an object costs. `placeOf` gives the place below, if there is one. */
export function fieldCost(
  model: CostModel,
  type: GraphQLObjectType,
  nodes: readonly CollectedField[],
  sizing: Sizing | undefined,
  placeOf: (type: GraphQLCompositeType, sizing: Sizing | undefined) => PlaceCost,
): FieldCost {
  const node = nodes[0]!.node;
  const name = node.name.value;
  const guard = anyOf(nodes.map(({ condition }) => condition));
  const field = type.getFields()[name];
  if (!field) {
    const call = name === '__typename' ? 0 : defaultWeights.introspection;
    return { guard, call, inputs: noInputs, length: one, itemValues: 1, leaf: 0, below: undefined };
  }
  const { schema, weights, inputs, limits } = model;
  const coordinate = `${type.name}.${name}`;
  const size = weights.listSizes.get(coordinate);
  const length = size && listLength(size, field, node, limits.listSize);
  const sizesInside = size !== undefined && size.sizedFields.length > 0;
  const given = sizing?.fields.includes(name) ? sizing.length : sizesInside ? undefined : length;
  const lists = listsAround(field.type);
  const named = getNamedType(field.type);
  const composite = isCompositeType(named);
  const usual = type === schema.getMutationType() ? defaultWeights.mutation : 0;
  return {
    guard,
    call: weights.costs.get(coordinate) ?? usual,
    inputs: inputs.ofCall(coordinate, field, node),
    length: lists === 0 ? one : (given ?? fixedLength(limits.listSize)),
    itemValues: limits.listSize ** Math.max(0, lists - 1),
    leaf: composite ? 0 : (weights.costs.get(named.name) ?? 0),
    below: composite
      ? placeOf(named, length && sizesInside ? { fields: size.sizedFields, length } : undefined)
      : undefined,
  };
}

function listsAround(type: GraphQLOutputType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listsAround(nullable.ofType) : 0;
}
