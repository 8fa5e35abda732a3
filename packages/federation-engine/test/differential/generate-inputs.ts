import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import type { Random } from './random.js';

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly fallback: string | undefined;
}

/** Arguments and variables of one operation: literals, variables, variables inside literals, defaults, nothing. */
export class OperationInputs {
  readonly values: Record<string, unknown> = {};
  private readonly variables: Variable[] = [];

  constructor(private readonly random: Random) {}

  /** The definitions of all variables written so far. */
  get definitions(): string {
    if (this.variables.length === 0) return '';
    const words = this.variables.map(
      ({ name, type, fallback }) => `$${name}: ${type}${fallback === undefined ? '' : ` = ${fallback}`}`,
    );
    return ` (${words.join(', ')})`.trimStart();
  }

  args(field: GraphQLField<unknown, unknown>): string {
    const given = field.args.filter((argument) => isRequired(argument) || this.random.chance(0.5));
    if (given.length === 0) return '';
    return `(${given.map((argument) => `${argument.name}: ${this.value(argument.type, argument.defaultValue !== undefined)}`).join(', ')})`;
  }

  /** A variable for `@skip` and `@include`. */
  condition(): string {
    return this.variable('Boolean!', () => this.random.chance(0.5), true);
  }

  private value(type: GraphQLInputType, hasDefault = false): string {
    if (!this.random.chance(0.4)) return this.literal(type, 2);
    // A nullable variable may stand where null may not when the place has a default; null is then an error of the field.
    const written = String(type);
    const loose = hasDefault && written.endsWith('!') && this.random.chance(0.3) ? written.slice(0, -1) : written;
    return this.variable(loose, () => this.json(type, 2), written.endsWith('!') && loose === written);
  }

  private variable(type: string, make: () => unknown, needed: boolean): string {
    const { random } = this;
    const known = this.variables.filter((variable) => variable.type === type);
    if (known.length > 0 && random.chance(0.5)) return `$${random.pick(known).name}`;
    const name = `v${this.variables.length}`;
    const fallback = random.chance(0.25) && !type.includes('Json') ? printValue(make()) : undefined;
    this.variables.push({ name, type, fallback });
    if (random.chance(needed && fallback === undefined ? 0.99 : 0.7)) this.values[name] = make();
    return `$${name}`;
  }

  private literal(type: GraphQLInputType, depth: number): string {
    const { random } = this;
    if (isNonNullType(type)) return this.literal(type.ofType, depth);
    if (random.chance(0.06)) return this.variable(String(type), () => this.json(type, depth), false);
    return printValue(this.json(type, depth));
  }

  /** A value as it stands in the variables. Enum members are kept apart so that they can be printed, too. */
  private json(type: GraphQLInputType, depth: number): unknown {
    const { random } = this;
    if (isNonNullType(type)) return this.json(type.ofType, depth) ?? this.json(type, depth);
    if (random.chance(0.07)) return null;
    if (isListType(type)) {
      if (random.chance(0.15)) return this.json(type.ofType, depth);
      return Array.from({ length: random.int(0, 3) }, () => this.json(type.ofType, depth));
    }
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (isInputObjectType(type)) return this.object(type, depth);
    switch (type.name) {
      case 'Int':
        return random.int(-9, 99);
      case 'Float':
        return random.int(0, 99) / 4;
      case 'Boolean':
        return random.chance(0.5);
      case 'ID':
        return random.chance(0.3) ? random.int(0, 9) : `id${random.int(0, 9)}`;
      case 'Json':
        return random.pick<unknown>([1, 'text', true, [1, null], { b: 1, a: [{ c: 'x' }] }, {}]);
      default:
        return random.pick(['', 'text', '文本 "q" \\']);
    }
  }

  private object(type: Extract<GraphQLInputType, { getFields(): unknown }>, depth: number): unknown {
    const object: Record<string, unknown> = {};
    for (const field of Object.values(type.getFields())) {
      if (!isRequired(field) && (depth === 0 || !this.random.chance(0.5))) continue;
      object[field.name] = this.json(field.type, depth - 1);
    }
    return object;
  }
}

function isRequired({ type, defaultValue }: Pick<GraphQLArgument, 'type' | 'defaultValue'>): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

const members = new Set(['RED', 'GREEN', 'BLUE', 'LOW', 'MIDDLE', 'HIGH']);

/** The same value as a literal. Texts that are names of enum members do not occur elsewhere but as such. */
function printValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${key}: ${printValue(inner)}`)
      .join(', ')} }`;
  }
  return typeof value === 'string' && members.has(value) ? value : JSON.stringify(value);
}
