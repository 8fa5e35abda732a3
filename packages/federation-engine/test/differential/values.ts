import { GraphQLError } from 'graphql';
import { possibleTypes, type FieldModel, type Identity, type Model, type TypeRef } from './model.js';
import { hashOf, Random } from './random.js';

/** An object at run time: its type and what tells it from all others. Fields are computed from that when asked for. */
export interface Subject {
  readonly __typename: string;
  readonly subject: string;
  /** What came with the reference, for fields that require it. */
  readonly given?: Readonly<Record<string, unknown>>;
}

/** A value that no built-in scalar but text, no enum and no list type can stand for. */
export const wrongValue = 'wrong';

const entitiesOfAType = 5;

/** Text of a value in which the order of keys does not count. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${key}:${canonical(inner)}`)
    .join()}}`;
}

/**
 * The one place where values come from: the same in every subgraph and in the monolith, told by the seed, the object,
 * the field, its arguments and what it requires. Returns what a resolver returns, or throws what it throws.
 */
export function computeField(
  model: Model,
  subject: string,
  field: FieldModel,
  args: Readonly<Record<string, unknown>>,
  required?: unknown,
): unknown {
  if (field.identity) return identify(subject, field.identity, field.type);
  const about = `${subject}.${field.name}(${canonical(args)})${required === undefined ? '' : canonical(required)}`;
  const random = new Random(`${model.seed} ${about}`);
  if (model.rough && random.chance(0.06)) throw new GraphQLError(`${subject}.${field.name} fails`);
  return valueOf(model, random, field.type, about, field.homes);
}

function identify(subject: string, identity: Identity, type: TypeRef): unknown {
  const [, number] = subject.split('-');
  switch (identity) {
    case 'id':
      return subject;
    case 'code':
      return Number(number);
    case 'tag':
      return { __typename: type.named, subject };
    case 'part':
      return `part-${number}`;
  }
}

/** Which entity a representation means, by whichever key it has. */
export function subjectOf(type: string, given: Readonly<Record<string, unknown>>): string {
  if (typeof given.id === 'string') return given.id;
  if (typeof given.code === 'number') return `${type}-${given.code}`;
  const part = (given.tag as { part?: unknown } | undefined)?.part;
  if (typeof part === 'string') return `${type}-${part.slice('part-'.length)}`;
  throw new GraphQLError(`The representation has no key: ${JSON.stringify(given)}`);
}

export function isMissing(model: Model, type: string, subject: string, subgraph: string): boolean {
  return model.mayMiss.has(`${type}|${subgraph}`) && hashOf(`${model.seed} ${subject} in ${subgraph}`) % 4 === 0;
}

function valueOf(model: Model, random: Random, type: TypeRef, about: string, homes: readonly string[]): unknown {
  if (!type.nonNull && random.chance(0.1)) return null;
  if (model.rough && type.nonNull && random.chance(0.03)) return null;
  if (type.of) {
    if (model.rough && random.chance(0.02)) return wrongValue;
    const { of } = type;
    return Array.from({ length: random.int(0, 3) }, (_, i): unknown =>
      model.rough && random.chance(0.02)
        ? new GraphQLError(`${about} fails at ${i}`)
        : valueOf(model, random, of, `${about}/${i}`, homes),
    );
  }
  return namedValue(model, random, type.named, about);
}

function namedValue(model: Model, random: Random, named: string, about: string): unknown {
  const possible = possibleTypes(model, named);
  if (possible.length > 0) {
    const __typename = random.pick(possible);
    const subject =
      model.objects.get(__typename)?.kind === 'entity'
        ? `${__typename}-${random.int(0, entitiesOfAType - 1)}`
        : `${__typename}~${hashOf(about).toString(36)}`;
    return { __typename, subject };
  }
  const wrong = model.rough && random.chance(0.02);
  const known = model.enums.get(named);
  if (known) return wrong ? wrongValue : random.pick(known.values);
  switch (named) {
    case 'Int':
      return wrong ? wrongValue : random.int(-5, 1_000);
    case 'Float':
      return wrong ? wrongValue : random.int(-1_000, 1_000) / 8;
    case 'Boolean':
      return wrong ? wrongValue : random.chance(0.5);
    case 'String':
      return random.pick(['', '文本', 'text', 'a "quoted" \\ one\n', '\u2028', '0']) + String(random.int(0, 9));
    case 'Json':
      return random.pick<unknown>([
        1.5,
        'text',
        true,
        [],
        { __typename: 'V0', id: [null, { a: 1 }] },
        { b: 1, a: { z: null } },
        [[1], [{}]],
      ]);
    default:
      return `${named}-${random.int(0, 99)}`;
  }
}
