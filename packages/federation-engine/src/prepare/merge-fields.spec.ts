import {
  buildSchema,
  GraphQLObjectType,
  Kind,
  OverlappingFieldsCanBeMergedRule,
  parse,
  validate,
  type FragmentDefinitionNode,
  type GraphQLError,
} from 'graphql';
import { randomFrom } from '../../test/respell.js';
import { fieldConflicts } from './merge-fields.js';

const schema = buildSchema(`
  input In { a: Int b: [Int] }
  interface Pet { id: ID! name: String friend: Pet kin: [Pet] size(of: In, n: Int): Int }
  type Cat implements Pet { id: ID! name: String! friend: Cat kin: [Pet] size(of: In, n: Int): Int lives: Int mate: Cat }
  type Dog implements Pet { id: ID! name: String friend: Dog kin: [Pet] size(of: In, n: Int): Int lives: String mate: [Dog] }
  union Any = Cat | Dog
  type Query { pet: Pet cat: Cat dog: Dog any: Any anys: [Any] }
`);

function conflictsOf(document: string, bounds = { most: 10, looks: 5_000 }): readonly GraphQLError[] | undefined {
  const { definitions } = parse(document);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('No operation.');
  return fieldConflicts(schema, operation, fragments, bounds);
}

const byGraphqlJs = (document: string): boolean =>
  validate(schema, parse(document), [OverlappingFieldsCanBeMergedRule]).length > 0;

const seed = 20_261_126;

/** Selections that are valid but for their conflicts, with as many of those as without. */
function randomDocument(random: () => number): string {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const plain = ['id', 'name', '__typename', 'lives', 'size', 'size(n: 1)', 'size(of: { a: 1, b: [1] })'] as const;
  const leaves = [...plain, 'size(of: { b: [1], a: 1 })', 'size(n: 1, of: {})', 'size(of: {}, n: 1)'];
  const fieldsOf: Record<string, readonly [string, string][]> = {
    Query: [
      ['pet', 'Pet'],
      ['cat', 'Cat'],
      ['dog', 'Dog'],
      ['any', 'Any'],
      ['anys', 'Any'],
    ],
    Pet: [
      ['friend', 'Pet'],
      ['kin', 'Pet'],
    ],
    Cat: [
      ['friend', 'Cat'],
      ['kin', 'Pet'],
      ['mate', 'Cat'],
    ],
    Dog: [
      ['friend', 'Dog'],
      ['kin', 'Pet'],
      ['mate', 'Dog'],
    ],
    Any: [],
  };
  const fragments: string[] = [];
  const set = (type: string, levels: number): string => {
    const selections = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      const alias = random() < 0.3 ? `${pick(['x', 'y', 'name'])}: ` : '';
      const inner = pick(fieldsOf[type] ?? []) as readonly [string, string] | undefined;
      if (type !== 'Query' && levels > 0 && random() < 0.35) {
        const on = pick(['Cat', 'Dog', 'Pet']);
        const body = `on ${on} ${set(on, levels - 1)}`;
        if (random() < 0.6) return `... ${body}`;
        fragments.push(`fragment f${fragments.length} ${body}`);
        return `...f${fragments.length - 1}`;
      }
      if (inner && levels > 0 && (type === 'Query' || random() < 0.6)) {
        return `${alias}${inner[0]} ${set(inner[1], levels - 1)}`;
      }
      const allowed = leaves.filter((leaf) => leaf !== 'lives' || type === 'Cat' || type === 'Dog');
      return `${alias}${type === 'Query' || type === 'Any' ? '__typename' : pick(allowed)}`;
    });
    return `{ ${selections.join(' ')} }`;
  };
  const operation = set('Query', 5);
  return [operation, ...fragments].join(' ');
}

test(`finds a conflict exactly where graphql-js does (seed ${seed})`, () => {
  const random = randomFrom(seed);
  const verdicts = { conflict: 0, none: 0 };
  for (let n = 0; n < 800; n++) {
    const document = randomDocument(random);
    const conflict = byGraphqlJs(document);
    expect({ document, conflict: (conflictsOf(document)?.length ?? 0) > 0 }).toEqual({ document, conflict });
    verdicts[conflict ? 'conflict' : 'none']++;
  }
  expect(Math.min(verdicts.conflict, verdicts.none)).toBeGreaterThan(100);
});

test.each([
  [
    'two fields',
    '{ pet { x: id x: __typename } }',
    'Fields "x" conflict because "id" and "__typename" are different fields.',
  ],
  ['arguments', '{ pet { size size(n: 1) } }', 'Fields "size" conflict because they have differing arguments.'],
  [
    'types',
    '{ any { ... on Cat { lives } ... on Dog { lives } } }',
    'Fields "lives" conflict because they return conflicting types "Int" and "String".',
  ],
])('says why: %s', (_, document, message) => {
  expect(conflictsOf(document)?.[0]?.message).toMatch(message);
});

test('looks at each of many equal fields once for each way it can be written', () => {
  const fields = jest.spyOn(GraphQLObjectType.prototype, 'getFields');
  const looked = (times: number): number => {
    fields.mockClear();
    expect(conflictsOf(`{ ${'cat { mate { id } } '.repeat(times)} }`)).toEqual([]);
    return fields.mock.calls.length;
  };
  expect(looked(200)).toBeLessThan(3 * looked(100));
  fields.mockRestore();
});

test('gives up where types multiply what has to be looked at', () => {
  const levels = 18;
  const open = 'kin { id ... on Cat { kin { id } } ... on Dog { kin { id } } '.repeat(levels);
  expect(conflictsOf(`{ pet { ${open} ${'}'.repeat(levels)} } }`)).toBeUndefined();
});
