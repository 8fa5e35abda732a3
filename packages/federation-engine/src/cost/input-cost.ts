import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  Kind,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type ValueNode,
} from 'graphql';
import type { Given } from './price.js';
import type { Weights } from './read-weights.js';

/** What the inputs of one call cost: a part that is known, and parts that variables decide. */
export interface InputCost {
  readonly known: number;
  readonly open: readonly OpenInput[];
}

/** A place where a variable stands. */
interface OpenInput {
  readonly variable: string;
  readonly type: GraphQLInputType;
  /** Weight of the place, added when the variable has a value. */
  readonly weight: number;
  /** Cost when the variable was left out: that of the default. */
  readonly leftOut: number;
}

/** A call without inputs that cost anything. */
export const noInputs: InputCost = { known: 0, open: [] };

/** Costs of inputs by the weights of a supergraph. */
export class InputCosts {
  private readonly costly: ReadonlySet<string>;
  /** One field node may stand at many places, through fragments; its arguments are read once. */
  private readonly calls = new WeakMap<FieldNode, Map<string, InputCost>>();

  constructor(
    schema: GraphQLSchema,
    private readonly weights: Weights,
  ) {
    this.costly = costlyTypes(schema, weights);
  }

  /** The inputs of a call of a field: arguments that were given, and the defaults of those that were not. */
  ofCall(coordinate: string, field: GraphQLField<unknown, unknown>, node: FieldNode): InputCost {
    const calls = this.calls.get(node) ?? new Map<string, InputCost>();
    this.calls.set(node, calls);
    const known = calls.get(coordinate) ?? this.countCall(coordinate, field, node);
    calls.set(coordinate, known);
    return known;
  }

  /** Cost of a coerced value. */
  ofValue(type: GraphQLInputType, value: unknown): number {
    if (value === null || value === undefined || !this.isCostly(type)) return 0;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const items: readonly unknown[] = Array.isArray(value) ? value : [value];
      return items.reduce<number>((sum, item) => sum + this.ofValue(nullable.ofType, item), 0);
    }
    if (!isInputObjectType(nullable)) return this.weightOf(nullable.name);
    let cost = 0;
    for (const [name, inner] of Object.entries(value)) {
      const field = nullable.getFields()[name];
      if (!field || inner === null || inner === undefined) continue;
      cost += this.weightOf(`${nullable.name}.${name}`) + this.ofValue(field.type, inner);
    }
    return cost;
  }

  private countCall(coordinate: string, field: GraphQLField<unknown, unknown>, node: FieldNode): InputCost {
    const open: OpenInput[] = [];
    let known = 0;
    for (const argument of field.args) {
      const weight = this.weightOf(`${coordinate}(${argument.name}:)`);
      const given = node.arguments?.find((candidate) => candidate.name.value === argument.name)?.value;
      known += this.ofPlace(argument, given, weight, open);
    }
    return known === 0 && open.length === 0 ? noInputs : { known, open };
  }

  /** Cost of an argument or an input field; where a variable decides it, the place is noted in `open`. */
  private ofPlace(
    { type, defaultValue }: Pick<GraphQLArgument, 'type' | 'defaultValue'>,
    node: ValueNode | undefined,
    weight: number,
    open: OpenInput[],
  ): number {
    if (weight === 0 && !this.isCostly(type)) return 0;
    const leftOut = defaultValue === undefined || defaultValue === null ? 0 : weight + this.ofValue(type, defaultValue);
    if (!node) return leftOut;
    if (node.kind === Kind.NULL) return 0;
    if (node.kind !== Kind.VARIABLE) return weight + this.ofLiteral(type, node, open);
    open.push({ variable: node.name.value, type, weight, leftOut });
    return 0;
  }

  private ofLiteral(type: GraphQLInputType, node: ValueNode, open: OpenInput[]): number {
    if (!this.isCostly(type)) return 0;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const items = node.kind === Kind.LIST ? node.values : [node];
      const item = { type: nullable.ofType, defaultValue: undefined };
      return items.reduce((sum, inner) => sum + this.ofPlace(item, inner, 0, open), 0);
    }
    if (!isInputObjectType(nullable) || node.kind !== Kind.OBJECT) return this.weightOf(getNamedType(type).name);
    const given = new Map(node.fields.map((field) => [field.name.value, field.value]));
    let cost = 0;
    for (const field of Object.values(nullable.getFields())) {
      cost += this.ofPlace(field, given.get(field.name), this.weightOf(`${nullable.name}.${field.name}`), open);
    }
    return cost;
  }

  private weightOf(coordinate: string): number {
    return this.weights.costs.get(coordinate) ?? 0;
  }

  /** Whether a value of the type can cost anything by itself. */
  private isCostly(type: GraphQLInputType): boolean {
    return this.costly.has(getNamedType(type).name);
  }
}

/** Names of the input types that have a weight somewhere, at any depth; found from the weights outwards. */
function costlyTypes(schema: GraphQLSchema, { costs }: Weights): ReadonlySet<string> {
  const costly = new Set([...costs.keys()].filter((coordinate) => isInputType(schema.getType(coordinate))));
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  const holds = (type: GraphQLInputObjectType): boolean =>
    Object.values(type.getFields()).some(
      (field) => costs.has(`${type.name}.${field.name}`) || costly.has(getNamedType(field.type).name),
    );
  for (let before = -1; before < costly.size;) {
    before = costly.size;
    for (const type of inputs) if (holds(type)) costly.add(type.name);
  }
  return costly;
}

/** Costs of the variables of one run, each counted once however often it is used. */
export class VariableCosts {
  private readonly known = new Map<string, number>();

  constructor(
    private readonly inputs: InputCosts,
    private readonly given: Given,
  ) {}

  of({ known, open }: InputCost): number {
    let cost = known;
    for (const { variable, type, weight, leftOut } of open) {
      const value = this.given[variable];
      if (value === undefined) cost += leftOut;
      else if (value !== null) cost += weight + this.ofVariable(variable, type, value);
    }
    return cost;
  }

  private ofVariable(variable: string, type: GraphQLInputType, value: unknown): number {
    let cost = this.known.get(variable);
    if (cost === undefined) this.known.set(variable, (cost = this.inputs.ofValue(type, value)));
    return cost;
  }
}
