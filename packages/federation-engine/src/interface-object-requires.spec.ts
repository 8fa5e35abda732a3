import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { createEngine } from './index.js';
import { both, startFederation } from '../test/federation.js';

const items: Record<string, object> = {
  1: { __typename: 'Book', id: '1', weight: 3 },
  2: { __typename: 'Map', id: '2', weight: 5 },
};
const stock = {
  typeDefs: `
    type Query { book: Book item: Item items: [Item] }
    interface Item @key(fields: "id") { id: ID! weight: Int }
    type Book implements Item @key(fields: "id") { id: ID! weight: Int pages: Int }
    type Map implements Item @key(fields: "id") { id: ID! weight: Int }
  `,
  resolvers: {
    Query: { book: () => items[1], item: () => items[2], items: () => [items[1], items[2]] },
    Item: { __resolveReference: ({ id }: { id: string }) => items[id] },
    Book: { __resolveReference: ({ id }: { id: string }) => items[id] },
  },
};
const post = {
  typeDefs: `
    type Query { first: Item }
    type Item @interfaceObject @key(fields: "id") { id: ID! weight: Int @external postage: Int @requires(fields: "weight") }
  `,
  resolvers: {
    Query: { first: () => ({ id: '1' }) },
    Item: { postage: ({ weight }: { weight?: number }) => weight && weight * 10 },
  },
};
const shelf = { typeDefs: 'type Item @interfaceObject @key(fields: "id") { id: ID! row: Int }' };

describe.each(both)('over %s subgraphs', (via) => {
  test.each([
    ['a type', '{ book { postage } }', { book: { postage: 30 } }],
    [
      'the interface',
      '{ item { postage } items { weight postage } }',
      {
        item: { postage: 50 },
        items: [
          { weight: 3, postage: 30 },
          { weight: 5, postage: 50 },
        ],
      },
    ],
    ['a condition', '{ items { ... on Map { postage } } }', { items: [{}, { postage: 50 }] }],
    [
      'fragments',
      '{ k: items { ...F } } fragment F on Item { ... on Book { weight: id postage } }',
      { k: [{ weight: '1', postage: 30 }, {}] },
    ],
    ['the interface object itself', '{ first { postage } }', { first: { postage: 30 } }],
    ['a condition on it', '{ first { ... on Book { pages: id postage } } }', { first: { pages: '1', postage: 30 } }],
  ])('what an interface object requires is fetched when it is asked for through %s', async (_, document, data) => {
    await using federation = await startFederation({ stock, post, shelf }, { via });
    expect(await federation.ask(document)).toEqual({ data });
  });
});

test('a supergraph that does not tell what is external is not answered with null in silence', async () => {
  const link =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@interfaceObject"])';
  const services = Object.entries({ stock, post }).map(([name, { typeDefs }]) => ({
    name,
    typeDefs: parse(link + typeDefs),
  }));
  const { supergraphSdl = '' } = composeServices(services);
  const called = jest.fn();
  const transport = { execute: called };
  const engine = createEngine({
    supergraphSdl,
    transports: { stock: transport, post: transport },
    planner: 'this-process',
  });
  const { errors } = await engine.run(engine.prepare('{ book { postage } }'), {}, {});
  expect(errors?.map(({ extensions }) => extensions)).toEqual([
    { code: 'OPERATION_NOT_PLANNABLE', serviceName: 'post', coordinate: 'Book.weight' },
  ]);
  expect(called).not.toHaveBeenCalled();
});
