import type { Guard } from '../respond/guards.js';
import type { InputCost, VariableCosts } from './input-cost.js';
import type { ListLength } from './list-length.js';
import { priced, type Given, type Price } from './price.js';

/** One response key of one object. */
export interface FieldCost {
  readonly guard: Guard;
  /** Weight of one call, without its inputs. */
  readonly call: number;
  readonly inputs: InputCost;
  /** Length of the list that one call answers with. */
  readonly length: ListLength;
  /** Values in one item of that list: more than one where lists hold lists. */
  readonly itemValues: number;
  /** Weight of one value, for a field without selections. */
  readonly leaf: number;
  readonly below: PlaceCost | undefined;
}

/** One concrete type at a place. */
export interface ObjectCost {
  /** Price of the object itself, and the depth of the fields that are always there and free: those are not listed. */
  readonly own: Price;
  readonly fields: readonly FieldCost[];
}

/** A place of the operation: what one object there costs. */
export interface PlaceCost {
  /** The price, if it is the same in every run. */
  readonly known: Price | undefined;
  of(pricing: Pricing): Price;
}

/** The counting of one run: each place is counted once, however many ways lead to it. */
export interface Pricing {
  readonly given: Given;
  readonly variables: VariableCosts;
  readonly places: Map<PlaceCost, Price>;
  /** What is wrong with the slicing arguments that were given. */
  readonly faults: string[];
}

/** The place of an object of one of these types. Which one comes is not known, so it costs what the dearest does. */
export function placeCost(objects: readonly ObjectCost[]): PlaceCost {
  const fixed = objects.map(({ own, fields }) => (fields.length === 0 ? own : undefined));
  const known = fixed.every((own) => own !== undefined) ? dearest(fixed) : undefined;
  if (known) return { known, of: () => known };
  const place: PlaceCost = {
    known,
    of(pricing) {
      let price = pricing.places.get(place);
      if (!price) {
        price = dearest(objects.map((object) => objectPrice(object, pricing)));
        pricing.places.set(place, price);
      }
      return price;
    },
  };
  return place;
}

function dearest(prices: readonly Price[]): Price {
  let [cost, nodes, depth] = [0, 0, 0];
  for (const price of prices) {
    cost = Math.max(cost, price.cost);
    nodes = Math.max(nodes, price.nodes);
    depth = Math.max(depth, price.depth);
  }
  return { cost, nodes, depth };
}

function objectPrice({ own, fields }: ObjectCost, pricing: Pricing): Price {
  let price = own;
  for (const field of fields) {
    if (field.guard && !field.guard(pricing.given)) continue;
    const length = field.length.known ?? field.length.of(pricing.given);
    if (typeof length === 'string') pricing.faults.push(length);
    else price = withField(price, field, length, pricing.variables.of(field.inputs), field.below?.of(pricing));
  }
  return price;
}

/** The price of a field that is the same in every run, added to its object's; undefined when it is not. */
export function withKnownField(own: Price, field: FieldCost): Price | undefined {
  const { guard, inputs, length, below } = field;
  if (guard || inputs.open.length > 0 || length.known === undefined || (below && !below.known)) return undefined;
  return withField(own, field, length.known, inputs.known, below?.known);
}

function withField(
  { cost, nodes, depth }: Price,
  { call, itemValues, leaf }: FieldCost,
  length: number,
  inputs: number,
  below: Price | undefined,
): Price {
  const values = priced(length * itemValues);
  return {
    cost: priced(cost + priced(call + inputs) + values * (below ? below.cost : leaf)),
    nodes: priced(nodes + values * (below?.nodes ?? 0)),
    depth: Math.max(depth, 1 + (below?.depth ?? 0)),
  };
}
