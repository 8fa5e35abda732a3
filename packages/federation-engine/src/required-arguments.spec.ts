import { both, startFederation } from '../test/federation.js';

const subgraphs = {
  root: {
    typeDefs: `
      type Query { thing: Thing }
      interface Thing { id: ID! }
      type Box implements Thing @key(fields: "id") { id: ID! }
      type Bag implements Thing { id: ID! }
    `,
    resolvers: { Query: { thing: () => ({ __typename: 'Box', id: '1' }) } },
  },
  stock: {
    typeDefs: 'type Box @key(fields: "id") { id: ID! weight(times: Int = 1): Int }',
    resolvers: { Box: { weight: (_: object, { times }: { times: number }) => times * 3 } },
  },
  post: {
    typeDefs:
      'type Box @key(fields: "id") { id: ID! weight(times: Int): Int @external postage: Int @requires(fields: "weight") }',
    resolvers: { Box: { postage: ({ weight }: { weight: number }) => weight * 10 } },
  },
};

test.each(both)(
  'what is required without arguments is not what the client asks with some, over %s subgraphs',
  async (via) => {
    await using federation = await startFederation(subgraphs, { via });
    expect(await federation.ask('{ thing { ... on Box { weight(times: 7) postage } } }')).toEqual({
      data: { thing: { weight: 21, postage: 30 } },
    });
  },
);
