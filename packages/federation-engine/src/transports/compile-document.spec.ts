import {
  execute,
  GraphQLInputObjectType,
  type GraphQLScalarType,
  parse,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { buildSchemaOf } from '../../test/federation.js';
import { createDocumentCompiler } from './compile-document.js';
import { writtenFields } from './written-fields.js';

const typeDefs = `
  scalar Day
  enum Hue { RED GREEN }
  input By { n: Int = 3 hue: Hue day: Day and: By all: [By!] }
  input Wide { a: Int b: Int c: Int d: Int e: Int f: Int g: Int h: Int i: Int k: Wider }
  input Wider { a: Int b: Int c: Int d: Int e: Int f: Int g: Int h: Int i: Int }
  interface Node { id: ID node: Node }
  type Query { say(by: By, days: [Day], wide: [Wide]): String items: [Item] node: Node }
  type Item { say(by: By, days: [Day], hues: [Hue!], n: [Int!]): String }
  type One implements Node { id: ID node: Node }
  type Two implements Node { id: ID node: Node }
`;
const told = (_: unknown, given: object): string => JSON.stringify(given);
const one = { __typename: 'One', id: '1' };

/** A schema that jit compiles, or one that it cannot: it tells its types asynchronously. */
function schemaOf(isForJit: boolean): GraphQLSchema {
  const schema = buildSchemaOf({
    typeDefs,
    resolvers: {
      Query: { say: told, items: () => Array.from({ length: 100 }, () => ({})), node: () => one },
      Item: { say: told },
      One: { node: () => one },
      Node: { __resolveType: isForJit ? () => 'One' : async () => Promise.resolve('One') },
    },
  });
  const day = schema.getType('Day') as GraphQLScalarType;
  day.parseValue = (value) => `value ${String(value)}`;
  day.parseLiteral = (node) => `literal ${'value' in node ? String(node.value) : node.kind}`;
  return schema;
}

async function run(schema: GraphQLSchema, text: string, variables: object): Promise<ExecutionResult> {
  return createDocumentCompiler(schema)(text).run({}, { ...variables });
}

const asked: [string, string, object?][] = [
  ['no variable', '{ say(by: { hue: RED, day: "1", and: { n: 1 } }, days: ["1", 2]) }'],
  [
    'a type that holds itself',
    'query ($by: By) { say(by: $by) }',
    { by: { and: { hue: 'GREEN', all: [{ day: 1 }] } } },
  ],
  [
    'a variable that was left out',
    'query ($by: By, $n: Int) { say(by: $by) items { say(n: [1, 2]) } b: say(by: { n: $n }) }',
  ],
  ['a default', 'query ($by: By = { n: 7, hue: RED }, $n: Int = 5) { say(by: $by) b: say(by: { n: $n, all: [] }) }'],
  ['null', 'query ($by: By, $n: Int) { say(by: $by) b: say(by: { n: $n }) }', { by: null, n: null }],
  [
    'variables in lists',
    'query ($d: Day, $h: Hue) { say(days: [$d, "1"]) items { say(by: { hue: $h, all: [{ hue: $h }] }) } }',
    { d: 4, h: 'RED' },
  ],
  [
    'names that are taken',
    'query ($literal0: Int, $literal_: Int) { say(by: { n: $literal0 }) b: say(by: { n: $literal_, all: [{}] }) }',
    { literal0: 1, literal_: 2 },
  ],
  [
    'a condition',
    'query ($no: Boolean!, $by: By) { say(by: $by) @include(if: $no) items @skip(if: $no) { say(by: { n: 1 }) } }',
    { no: true },
  ],
  ['a wrong value', 'query ($by: By) { say(by: $by) }', { by: { hue: 'BLUE' } }],
  ['null where none may be', 'query ($h: Hue = RED) { items { say(hues: [$h]) } }', { h: null }],
  ['a nested interface', '{ node { id node { id ... on Two { node { id } } } } }'],
];

describe.each([
  ['graphql-jit', true],
  ['graphql-js', false],
])('as graphql-js itself answers it, by %s', (_, isForJit) => {
  test.each(asked)('%s', async (_name, text, variables = {}) => {
    const schema = schemaOf(isForJit);
    const expected = await execute({ schema, document: parse(text), variableValues: { ...variables } });
    const answer = await run(schema, text, variables);
    expect(JSON.parse(JSON.stringify(answer.data ?? null))).toEqual(JSON.parse(JSON.stringify(expected.data ?? null)));
    expect(answer.errors?.length).toBe(expected.errors?.length);
  });
});

test('literals are read once and not for every object', async () => {
  const schema = schemaOf(false);
  const parseLiteral = jest.spyOn(schema.getType('Day') as GraphQLScalarType, 'parseLiteral');
  const { data } = await run(schema, '{ items { say(days: ["1", "2", "3"], by: { day: "4" }) } }', {});
  expect((data?.['items'] as unknown[]).length).toBe(100);
  // Validation reads each once, too.
  expect(parseLiteral.mock.calls.length).toBeLessThan(10);
});

test('many variables are not written out one by one', () => {
  const schema = schemaOf(true);
  const getFields = jest.spyOn(GraphQLInputObjectType.prototype, 'getFields');
  const looked = (count: number): number => {
    const names = Array.from({ length: count }, (_, n) => `$v${n}`);
    getFields.mockClear();
    createDocumentCompiler(schema)(
      `query (${names.map((name) => `${name}: Wide`).join(' ')}) { say(wide: [${names.join(' ')}]) }`,
    );
    return getFields.mock.calls.length;
  };
  expect(looked(200)).toBeLessThan(looked(10) + 20);
  getFields.mockRestore();
});

test('abstract types inside each other are not written out for every type each may be', async () => {
  const schema = schemaOf(true);
  const nest = (levels: number): string => (levels === 0 ? 'id' : `node { ${nest(levels - 1)} }`);
  expect(writtenFields(schema, parse(`{ ${nest(1)} }`))).toBe(3);
  expect(writtenFields(schema, parse(`{ ${nest(4)} }`))).toBe(1 + 2 + 4 + 8 + 16);
  // jit would not come to an end with this one.
  const { data } = await run(schema, `{ ${nest(30)} }`, {});
  expect(JSON.stringify(data).match(/"node"/g)).toHaveLength(30);
});

test.each([
  ['{ node { ... on One { id } ... on Node { id } } }', 1 + 2 + 1],
  ['{ node { ...f id } } fragment f on Two { id node { id } }', 1 + 2 + (1 + 1 + 2)],
  ['{ __typename items { say } }', 3],
])('what is written out: %s', (text, fields) => {
  expect(writtenFields(schemaOf(true), parse(text))).toBe(fields);
});
