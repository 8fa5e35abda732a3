import { composeSupergraph, createEngine, type Engine } from './index.js';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@listSize"])
  type Query { list(first: Int = 50): [Item] @listSize(slicingArguments: ["first"], assumedSize: 2) take(by: By): Int }
  type Item { id: ID }
  input By { first: Int no: Boolean }
`;
let calls = 0;
const { supergraphSdl = '' } = composeSupergraph([{ name: 'only', sdl }]);
const engine: Engine = createEngine({
  planner: 'this-process',
  supergraphSdl,
  transports: { only: { execute: async () => ({ data: { take: (calls += 1) } }) } },
});
const costOf = (document: string, variables: object): number | undefined =>
  engine.measure(engine.prepare(document), { ...variables }).cost;

test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
  'a variable named %s that is left out costs what any other costs',
  (name) => {
    const ask = (variable: string): string => `query ($${variable}: Int) { list(first: $${variable}) { id } }`;
    expect(costOf(ask(name), {})).toBe(50);
    expect(costOf(ask(name), {})).toBe(costOf(ask('v'), {}));
    expect(costOf(ask(name), { [name]: 7 })).toBe(7);
  },
);

test('no variable can be named __proto__: its value would stand for all that are left out', async () => {
  const document = 'query ($__proto__: By, $first: Int) { take(by: $__proto__) list(first: $first) { id } }';
  const variables = JSON.parse('{ "__proto__": { "first": 1 } }') as Record<string, unknown>;
  calls = 0;
  const { data, errors } = await engine.run(engine.prepare(document), variables, undefined);
  expect([data, errors?.[0]?.extensions.code, calls]).toEqual([undefined, 'GRAPHQL_VALIDATION_FAILED', 0]);
  expect(engine.prepare('query ($v: Int) { __proto__: list(first: $v) { id } }').errors).toBeUndefined();
});

test('an operation name that no document could hold is not remembered', () => {
  const document = 'query a { take }';
  const name = 'x'.repeat(64 * 1024);
  expect(engine.prepare(document, name)).toBe(engine.prepare(document, name));
  expect(engine.prepare(document, `${name}x`)).not.toBe(engine.prepare(document, `${name}x`));
});
