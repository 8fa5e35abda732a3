import {
  isAbstractType,
  Kind,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Fragments } from '../prepare/measure-operation.js';
import { refuseDocument } from '../prepare/refusal.js';
import { collectFields, type Scoped } from '../respond/collect-fields.js';
import { always } from '../respond/guards.js';
import type { CostModel } from './cost-model.js';
import { fieldCost, objectWeight, type Sizing } from './field-cost.js';
import { placeCost, withKnownField, type FieldCost, type ObjectCost, type PlaceCost } from './place-cost.js';
import type { Price } from './price.js';

/**
 * Compiles what an operation costs: the place of its root. Fields of one response key are merged first, as execution
 * merges them, so that fragments, repetitions and order make no difference. One place is compiled once for each concrete
 * type and set of selections, however many types lead there, and all selections looked at are counted against a limit:
 * the work stays in proportion to the operation with its fragments written out.
 */
export function compileCost(model: CostModel, operation: OperationDefinitionNode, fragments: Fragments): PlaceCost {
  const root = model.schema.getRootType(operation.operation);
  if (!root) throw new Error(`The schema has no root type for a ${operation.operation}.`);
  return new CostCompiler(model, fragments).root(root, operation.selectionSet);
}

class CostCompiler {
  private readonly places = new Map<string, PlaceCost>();
  private readonly numbers = new Map<object, number>();
  private readonly widths = new Map<SelectionSetNode, number>();
  private looked = 0;

  constructor(
    private readonly model: CostModel,
    private readonly fragments: Fragments,
  ) {}

  root(type: GraphQLObjectType, set: SelectionSetNode): PlaceCost {
    return placeCost([this.object(type, [{ set, condition: always }], undefined, { cost: 0, nodes: 0, depth: 0 })]);
  }

  private place(type: GraphQLCompositeType, scopes: readonly Scoped[], sizing: Sizing | undefined): PlaceCost {
    const distinct = new Map(scopes.map((scope) => [this.keyOf(scope), scope]));
    const key = [type.name, sizing ? this.numberOf(sizing) : '', ...distinct.keys()].join(' ');
    const known = this.places.get(key);
    if (known) return known;
    const types = isAbstractType(type) ? this.model.schema.getPossibleTypes(type) : [type];
    const place = placeCost(
      types.map((concrete) => {
        const bare: Price = { cost: objectWeight(this.model, concrete), nodes: 1, depth: 0 };
        return this.object(concrete, [...distinct.values()], sizing, bare);
      }),
    );
    this.places.set(key, place);
    return place;
  }

  private object(
    type: GraphQLObjectType,
    scopes: readonly Scoped[],
    sizing: Sizing | undefined,
    bare: Price,
  ): ObjectCost {
    for (const { set } of scopes) this.looked += this.widthOf(set);
    const allowed = this.model.limits.costedSelections;
    if (this.looked > allowed) {
      refuseDocument('OPERATION_TOO_LARGE', `The operation has more than ${allowed} selections, told apart by type.`, {
        limit: 'costedSelections',
        allowed,
      });
    }
    let own = bare;
    const fields: FieldCost[] = [];
    for (const nodes of collectFields(this.model.schema, type, scopes, this.fragments).values()) {
      const inner = nodes.flatMap(({ node, condition }) =>
        node.selectionSet ? [{ set: node.selectionSet, condition }] : [],
      );
      const field = fieldCost(this.model, type, nodes, sizing, (below, sized) => this.place(below, inner, sized));
      const known = withKnownField(own, field);
      if (known) own = known;
      else fields.push(field);
    }
    return { own, fields };
  }

  /** Selections of a set and of the fragments in it, down to its fields. */
  private widthOf(set: SelectionSetNode): number {
    const known = this.widths.get(set);
    if (known !== undefined) return known;
    let width = 0;
    for (const selection of set.selections) {
      width++;
      const inner =
        selection.kind === Kind.FIELD
          ? undefined
          : selection.kind === Kind.INLINE_FRAGMENT
            ? selection.selectionSet
            : this.fragments.get(selection.name.value)?.selectionSet;
      if (inner) width += this.widthOf(inner);
    }
    this.widths.set(set, width);
    return width;
  }

  private keyOf({ set, condition }: Scoped): string {
    const decided = [...condition].map(([name, due]) => `${due ? '+' : '-'}${name}`).sort();
    return `${this.numberOf(set)}${decided.join('')}`;
  }

  private numberOf(thing: object): number {
    let number = this.numbers.get(thing);
    if (number === undefined) this.numbers.set(thing, (number = this.numbers.size));
    return number;
  }
}
