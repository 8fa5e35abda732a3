import { both, startFederation, type SubgraphSource } from '../test/federation.js';

// To come back to `shop` for `postage` the planner picks the key `code`, and asks `catalogue` for it, which has none.
const catalogue: SubgraphSource = {
  typeDefs: 'type Query { book: Book } type Book @key(fields: "id") { id: ID! title: String }',
  resolvers: { Query: { book: () => ({ id: '1', title: 'Tides' }) } },
};
const shop: SubgraphSource = {
  typeDefs: `type Book @key(fields: "id") @key(fields: "code") {
    id: ID! code: Int! pages: Int @external weight: Int postage: Int @requires(fields: "pages")
  }`,
  resolvers: {
    Book: {
      __resolveReference: (given: object) => ({ code: 7, ...given }),
      weight: () => 3,
      postage: ({ pages }: { pages: number }) => pages * 2,
    },
  },
};
const press = (key: string): SubgraphSource => ({
  typeDefs: `type Book @key(fields: "${key}") { ${key}: Int! pages: Int }`.replace('id: Int!', 'id: ID!'),
  resolvers: { Book: { pages: () => 90 } },
});

describe.each(both)('over %s subgraphs', (via) => {
  test('a field is answered that the planner only survives without a key', async () => {
    await using federation = await startFederation(
      { catalogue, shop, press: press('id') },
      { via, planner: 'own-process' },
    );
    expect(await federation.ask('{ book { postage weight title } }')).toEqual({
      data: { book: { postage: 180, weight: 3, title: 'Tides' } },
    });
  });

  test('an operation over which the planner ends is refused each time, and others are answered', async () => {
    await using federation = await startFederation(
      { catalogue, shop, press: press('code') },
      { via, planner: 'own-process' },
    );
    const refused = { code: 'OPERATION_NOT_PLANNABLE', coordinate: 'Book.postage' };
    for (const document of ['{ book { postage } }', '{ book { postage title } }', '{ book { postage } }']) {
      const { data, errors } = await federation.ask(document);
      expect(data).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions)).toEqual([refused]);
    }
    expect(federation.calls).toEqual([]);
    expect(await federation.ask('{ book { pages weight } }')).toEqual({ data: { book: { pages: 90, weight: 3 } } });
  });
});
