import type { GraphQLError } from 'graphql';
import { startFederation, type Federation } from '../test/federation.js';
import { costCeiling } from './cost/price.js';

interface Caller {
  readonly budget?: number;
}

const subgraphs = {
  shop: {
    typeDefs: `
      type Query {
        books(first: Int! = 20): BookConnection!
          @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
      }
      type Subscription { sold: Book! @cost(weight: 7) }
      type BookConnection { edges: [BookEdge!]! }
      type BookEdge { node: Book! }
      type Book @key(fields: "id") { id: ID! }
    `,
    resolvers: {
      Query: {
        books: (_: unknown, { first }: { first: number }) => ({
          edges: Array.from({ length: first }, (__, i) => ({ node: { id: `b${i}` } })),
        }),
      },
    },
  },
  stock: {
    typeDefs: 'type Book @key(fields: "id") { id: ID! stored: Int @cost(weight: 3) }',
    resolvers: { Book: { stored: () => 4 } },
  },
};
const document = 'query Stock($first: Int!) { books(first: $first) { edges { node { id stored } } } }';
const codesOf = ({ errors }: { readonly errors?: readonly GraphQLError[] }): unknown[] =>
  (errors ?? []).map(({ extensions }) => ({ ...extensions }));

describe('the budget of a caller', () => {
  const start = (): Promise<Federation> =>
    startFederation(subgraphs, { via: 'local', budgetOf: (caller) => (caller as Caller).budget });

  test('lets through what costs as much, and refuses what costs more before anybody is called', async () => {
    await using federation = await start();
    const { engine, calls } = federation;
    const prepared = engine.prepare(document);
    const caller: Caller = { budget: 1 + 2 * 5 };
    expect(engine.measure(prepared, { first: 2 })).toEqual({ cost: 11, nodes: 5, depth: 4 });
    expect((await engine.run(prepared, { first: 2 }, caller)).errors).toBeUndefined();
    expect(calls.splice(0)).toHaveLength(2);

    const refused = await engine.run(prepared, { first: 3 }, caller);
    expect(refused).not.toHaveProperty('data');
    expect(codesOf(refused)).toEqual([{ code: 'OPERATION_TOO_COSTLY', cost: 16, budget: 11 }]);
    expect(refused.errors?.[0]?.message).toMatch(/costs 16 .* budget is 11/);
    expect(calls).toEqual([]);
    expect((await engine.run(prepared, { first: 3 }, {})).errors).toBeUndefined();
  });

  test('holds for streams: a subscription costs what one event does', async () => {
    await using federation = await start();
    const { engine, calls } = federation;
    const sold = engine.prepare('subscription { sold { id stored } }');
    for (const [prepared, variables, cost] of [
      [sold, {}, 11],
      [engine.prepare(document), { first: 2 }, 11],
    ] as const) {
      const results = [];
      for await (const result of engine.stream(prepared, variables, { budget: 10 })) results.push(codesOf(result));
      expect(results).toEqual([[{ code: 'OPERATION_TOO_COSTLY', cost, budget: 10 }]]);
    }
    expect(calls).toEqual([]);
  });

  test('is not needed to measure, which calls nobody and says why there is no price', async () => {
    await using federation = await start();
    const { engine, calls } = federation;
    const huge = engine.measure(engine.prepare(document), { first: 2_000_000_000 });
    expect([huge.cost, huge.nodes]).toEqual([costCeiling, costCeiling]);
    expect(codesOf(engine.measure(engine.prepare('{ nothing }'), {}))).toEqual([{ code: 'GRAPHQL_VALIDATION_FAILED' }]);
    expect(codesOf(engine.measure(engine.prepare(document), {}))).toEqual([{ code: 'BAD_USER_INPUT' }]);
    expect(calls).toEqual([]);
  });

  test('leaves the public schema without a trace of weights', async () => {
    await using federation = await start();
    const { schema } = federation.engine;
    expect(schema.getDirectives().map(({ name }) => name)).not.toEqual(expect.arrayContaining(['cost']));
    expect(schema.getDirective('listSize')).toBeUndefined();
  });
});
