import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { OperationInputs } from './generate-inputs.js';
import { mended } from './mend-operation.js';
import type { Random } from './random.js';

export interface Operation {
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

const aliases = ['a', 'b', 'c', 'x', 'id', 'name', 'label', 'kind'];
const oddAliases = ['__typename', '_entities', '_e0', 'constructor', '__proto__', 'lx0', 'representations'];

/** A valid operation over a schema, or undefined when chance made none in several attempts. */
export function generateOperation(schema: GraphQLSchema, random: Random): Operation | undefined {
  for (let attempt = 0; attempt < 8; attempt++) {
    const { document, variables } = new OperationWriter(schema, random).write();
    const valid = mended(schema, document);
    if (valid !== undefined) return { document: valid, variables };
  }
  return undefined;
}

/**
 * The interface that some subgraph has as an object, and its types. Where a selection there has a condition on another of
 * them, the planner fetches wrongly: fields for objects that the condition leaves out, under a type that the subgraph does
 * not know, or nothing where an object came from the interface object. So conditions there name the type of the place.
 */
function isOfInterfaceObject({ name }: GraphQLCompositeType): boolean {
  return name === 'I' || name.startsWith('P');
}

class OperationWriter {
  private readonly fragments: { readonly name: string; readonly on: GraphQLCompositeType; readonly text: string }[] =
    [];
  private readonly inputs: OperationInputs;
  /** Fields that may still be written. */
  private budget: number;
  private readonly aliasShare: number;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
  ) {
    this.inputs = new OperationInputs(random);
    this.budget = random.pick([4, 8, 16, 32]);
    this.aliasShare = random.pick([0, 0.1, 0.4]);
  }

  write(): Operation {
    const { schema, random } = this;
    const mutation = schema.getMutationType();
    const isMutation = mutation != null && random.chance(0.3);
    const root = isMutation ? mutation : schema.getQueryType()!;
    const set = this.selectionSet(root, random.int(2, 5));
    const name = random.chance(0.5) || this.inputs.definitions !== '' || isMutation ? ' Q' : '';
    const head = isMutation || name !== '' || random.chance(0.5) ? `${isMutation ? 'mutation' : 'query'}${name}` : '';
    const fragments = this.fragments.map(({ name: of, on, text }) => `fragment ${of} on ${on.name} ${text}`);
    return {
      document: [`${head}${this.inputs.definitions} ${set}`, ...fragments].join('\n'),
      variables: this.inputs.values,
    };
  }

  private selectionSet(type: GraphQLCompositeType, depth: number): string {
    const { random } = this;
    const selections: string[] = [];
    for (let count = random.int(1, 4); count > 0; count--) {
      const selection = this.selection(type, depth);
      if (selection !== undefined) selections.push(selection);
    }
    return `{ ${selections.length > 0 ? selections.join(' ') : '__typename'} }`;
  }

  private selection(type: GraphQLCompositeType, depth: number): string | undefined {
    const { random } = this;
    if (random.chance(0.08)) return `${this.alias('__typename')}__typename${this.directives()}`;
    if (depth > 0 && random.chance(0.12)) return this.spread(type, depth);
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    if (fields.length === 0 || random.chance(isAbstractType(type) && !isOfInterfaceObject(type) ? 0.5 : 0.1))
      return this.inline(type, depth);
    if (type === this.schema.getQueryType() && random.chance(0.04)) return this.introspection();
    const usable =
      depth > 0 && this.budget > 0 ? fields : fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    if (usable.length === 0) return undefined;
    // Composite fields first: an operation that stays at the leaves of the first object tells little.
    const composite = usable.filter((field) => isCompositeType(getNamedType(field.type)));
    return this.field(random.pick(composite.length > 0 && random.chance(0.5) ? composite : usable), depth);
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    this.budget--;
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ` ${this.selectionSet(named, depth - 1)}` : '';
    return `${this.alias(field.name)}${field.name}${this.inputs.args(field)}${this.directives()}${below}`;
  }

  private inline(type: GraphQLCompositeType, depth: number): string {
    const condition = this.random.chance(0.1) ? undefined : this.conditionFor(type);
    const set = this.selectionSet(condition ?? type, depth);
    return `...${condition ? ` on ${condition.name}` : ''}${this.directives()} ${set}`;
  }

  /** A fragment of the document again, or a new one. A new one only spreads those written before it. */
  private spread(type: GraphQLCompositeType, depth: number): string {
    const { random, fragments } = this;
    const fitting = fragments.filter(({ on }) => (isOfInterfaceObject(type) ? on === type : this.overlap(type, on)));
    let name = fitting.length > 0 && random.chance(0.6) ? random.pick(fitting).name : undefined;
    if (name === undefined) {
      const on = this.conditionFor(type);
      const text = this.selectionSet(on, depth - 1);
      name = `F${fragments.length}`;
      fragments.push({ name, on, text });
    }
    return `...${name}${this.directives()}`;
  }

  private overlap(a: GraphQLCompositeType, b: GraphQLCompositeType): boolean {
    const possible = isAbstractType(b) ? this.schema.getPossibleTypes(b) : [b];
    return isAbstractType(a)
      ? this.schema.getPossibleTypes(a).some((type) => possible.includes(type))
      : possible.some((type) => type === a);
  }

  private conditionFor(type: GraphQLCompositeType): GraphQLCompositeType {
    const { random, schema } = this;
    if (isOfInterfaceObject(type)) return type;
    const all = Object.values(schema.getTypeMap()).filter(isCompositeType);
    const fitting = all.filter((other) => !other.name.startsWith('__') && this.overlap(type, other));
    const concrete = fitting.filter(isObjectType);
    return isAbstractType(type) && concrete.length > 0 && random.chance(0.7)
      ? random.pick(concrete)
      : random.pick(fitting);
  }

  private alias(name: string): string {
    const { random } = this;
    if (!random.chance(this.aliasShare)) return '';
    const alias = random.pick(random.chance(0.1) ? oddAliases : aliases);
    return alias === name ? '' : `${alias}: `;
  }

  private directives(): string {
    const { random } = this;
    if (!random.chance(0.12)) return '';
    const name = random.pick(['skip', 'include']);
    const value = random.chance(0.75) ? this.inputs.condition() : String(random.chance(name === 'skip' ? 0.3 : 0.7));
    return ` @${name}(if: ${value})${random.chance(0.15) ? ` @${name === 'skip' ? 'include' : 'skip'}(if: ${this.inputs.condition()})` : ''}`;
  }

  private introspection(): string {
    const types = Object.keys(this.schema.getTypeMap()).filter((name) => !name.startsWith('__'));
    return this.random.chance(0.5)
      ? `i: __type(name: "${this.random.pick(types)}") { kind name __typename }`
      : `__schema { queryType { name } mutationType { name } }`;
  }
}
