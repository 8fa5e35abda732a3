import { both, startFederation, type SubgraphSource } from '../test/federation.js';

const pets = [
  { kind: 'Cat', id: '1', name: '咪' },
  { kind: 'Dog', id: '2', name: '旺' },
];

const registry: SubgraphSource = {
  typeDefs: `
    type Query { homes: [Home!]! }
    type Home @key(fields: "id") { id: ID! }
    interface Pet @key(fields: "id") { id: ID! name: String }
    type Cat implements Pet @key(fields: "id") { id: ID! name: String @override(from: "kennel") }
    type Dog implements Pet @key(fields: "id") { id: ID! name: String @override(from: "kennel") }
  `,
  resolvers: {
    Query: { homes: () => [{ id: '1' }] },
    Pet: {
      __resolveType: ({ kind }: { kind: string }) => kind,
      __resolveReference: ({ id }: { id: string }) => pets.find((pet) => pet.id === id),
    },
  },
};

/** Had the names before, and still knows one of the types. */
const kennel: SubgraphSource = {
  typeDefs: 'type Query { dog: Dog } type Dog @key(fields: "id") { id: ID! name: String box: Int! }',
  resolvers: { Query: { dog: () => ({ id: '2' }) } },
};

const care: SubgraphSource = {
  typeDefs: `
    type Home @key(fields: "id") { id: ID! pets: [Pet!]! }
    type Pet @key(fields: "id") @interfaceObject { id: ID! legs: Int! }
  `,
  resolvers: { Home: { pets: () => [{ id: '2' }, { id: '1' }] }, Pet: { legs: () => 4 } },
};

describe.each(both)('over %s subgraphs', (via) => {
  test('an interface object below an entity gets the fields of its interface without being asked its type', async () => {
    await using federation = await startFederation({ registry, kennel, care }, { via });
    expect(await federation.ask('{ homes { pets { name } } }')).toEqual({
      data: { homes: [{ pets: [{ name: '旺' }, { name: '咪' }] }] },
    });
    expect(await federation.ask('{ homes { pets { legs ...N } } } fragment N on Pet { name }')).toEqual({
      data: {
        homes: [
          {
            pets: [
              { legs: 4, name: '旺' },
              { legs: 4, name: '咪' },
            ],
          },
        ],
      },
    });
  });

  test('what an interface object answers itself needs no other subgraph', async () => {
    await using federation = await startFederation({ registry, kennel, care }, { via });
    const { data } = await federation.ask('{ homes { pets { id legs } } }');
    expect(data).toEqual({
      homes: [
        {
          pets: [
            { id: '2', legs: 4 },
            { id: '1', legs: 4 },
          ],
        },
      ],
    });
    expect(federation.calls.map(({ subgraph }) => subgraph)).toEqual(['registry', 'care']);
  });
});
