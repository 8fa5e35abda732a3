import { both, startFederation, type SubgraphSource } from '../test/federation.js';

describe.each(both)('over %s subgraphs', (via) => {
  test('mutations of several subgraphs run one after the other, each with what belongs to it', async () => {
    const steps: string[] = [];
    const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
    const step = (name: string) => async (item: { id: string }) => {
      await pause();
      steps.push(name);
      return { id: item.id };
    };
    const subgraphs: Record<string, SubgraphSource> = {
      a: {
        typeDefs:
          'type Query { a: Int } type Mutation { first(id: ID!): Item third(id: ID!): Item } type Item @key(fields: "id") { id: ID! fromA: Int }',
        resolvers: {
          Mutation: {
            first: (_: unknown, item: { id: string }) => step('first')(item),
            third: (_: unknown, item: { id: string }) => step('third')(item),
          },
          Item: {
            fromA: async ({ id }: { id: string }) => {
              await pause();
              return steps.push(`a of ${id}`);
            },
          },
        },
      },
      b: {
        typeDefs: 'type Mutation { second(id: ID!): Item } type Item @key(fields: "id") { id: ID! fromB: Int }',
        resolvers: {
          Mutation: { second: (_: unknown, item: { id: string }) => step('second')(item) },
          Item: {
            fromB: async ({ id }: { id: string }) => {
              await pause();
              return steps.push(`b of ${id}`);
            },
          },
        },
      },
    };
    await using federation = await startFederation(subgraphs, { via });
    const { data } = await federation.ask(
      'mutation { x: first(id: 1) { id fromB } y: second(id: 2) { id fromA } z: third(id: 3) { id fromB } }',
    );
    expect(Object.keys(data as object)).toEqual(['x', 'y', 'z']);
    expect(steps).toEqual(['first', 'b of 1', 'second', 'a of 2', 'third', 'b of 3']);
  });

  test('interface objects take part under the name of their interface', async () => {
    const subgraphs: Record<string, SubgraphSource> = {
      pets: {
        typeDefs: `
          type Query { pets: [Pet!]! }
          interface Pet @key(fields: "id") { id: ID! name: String }
          type Cat implements Pet @key(fields: "id") { id: ID! name: String lives: Int }
          type Dog implements Pet @key(fields: "id") { id: ID! name: String tricks: Int }
        `,
        resolvers: {
          Query: { pets: () => pets },
          Pet: {
            __resolveType: ({ kind }: { kind: string }) => kind,
            __resolveReference: ({ id }: { id: string }) => pets.find((pet) => pet.id === id),
          },
        },
      },
      care: {
        typeDefs: `
          type Query { patients: [Pet!]! }
          type Pet @key(fields: "id") @interfaceObject { id: ID! legs: Int! keeper: Keeper }
          type Keeper @key(fields: "id") { id: ID! }
        `,
        resolvers: {
          Query: { patients: () => [{ id: '2' }, { id: '1' }] },
          Pet: {
            legs: ({ id }: { id: string }) => 4 * Number(id),
            keeper: ({ id }: { id: string }) => ({ id: `k${id}` }),
          },
        },
      },
    };
    const pets = [
      { kind: 'Cat', id: '1', name: '咪', lives: 9 },
      { kind: 'Dog', id: '2', name: '旺' },
    ];
    await using federation = await startFederation(subgraphs, { via });
    const { data, errors } = await federation.ask(`{
      pets { id legs keeper { id } ... on Cat { more: legs } }
      patients { __typename id legs name }
      bare: patients { id legs }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      pets: [
        { id: '1', legs: 4, keeper: { id: 'k1' }, more: 4 },
        { id: '2', legs: 8, keeper: { id: 'k2' } },
      ],
      patients: [
        { __typename: 'Dog', id: '2', legs: 8, name: '旺' },
        { __typename: 'Cat', id: '1', legs: 4, name: '咪' },
      ],
      bare: [
        { id: '2', legs: 8 },
        { id: '1', legs: 4 },
      ],
    });
  });

  test('@requires over lists, abstract types, hidden fields and several arguments', async () => {
    const received: unknown[] = [];
    const subgraphs: Record<string, SubgraphSource> = {
      a: {
        typeDefs: `
          type Query { boxes: [Box!]! }
          type Box @key(fields: "id") { id: ID! size(unit: String!): Size parts: [Part!] secret: Int @inaccessible lid: Lid }
          type Size { w: Int h: Int }
          type Part { w: Int! tags: [[String!]!] }
          union Lid = Flat | Dome
          type Flat { area: Int } type Dome { r: Int }
        `,
        resolvers: {
          Query: {
            boxes: () => [
              {
                id: 1,
                parts: [
                  { w: 1, tags: [['x']] },
                  { w: 2, tags: null },
                ],
                secret: 5,
                lid: { __typename: 'Dome', r: 3 },
              },
              { id: 2, parts: null, secret: null, lid: { __typename: 'Flat', area: 6 } },
            ],
          },
          Box: {
            size: ({ id }: { id: number }, { unit }: { unit: string }) =>
              unit === 'cm' ? { w: id, h: 10 * id } : { w: -id },
          },
        },
      },
      b: {
        typeDefs: `
          type Box @key(fields: "id") {
            id: ID! size(unit: String!): Size @external parts: [Part!] @external secret: Int @external lid: Lid @external
            ship: Int @requires(fields: "size(unit: \\"cm\\") { w h } parts { w tags } lid { ... on Dome { r } ... on Flat { area } }")
            post: Int @requires(fields: "size(unit: \\"inch\\") { w }")
            seal: Int @requires(fields: "secret")
          }
          type Size @external { w: Int h: Int } type Part @external { w: Int! tags: [[String!]!] }
          union Lid = Flat | Dome
          type Flat @external { area: Int } type Dome @external { r: Int }
        `,
        resolvers: {
          Box: {
            ship: ({ size, parts, lid }: { size: unknown; parts: unknown; lid: unknown }) =>
              received.push([size, parts, lid]),
            post: ({ size }: { size: { w: number } }) => size.w,
            seal: ({ secret }: { secret: number | null }) => secret,
          },
        },
      },
    };
    await using federation = await startFederation(subgraphs, { via });
    const { data, errors } = await federation.ask(
      '{ boxes { ship post seal size(unit: "cm") { h } lid { ... on Flat { area } } parts { w } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      boxes: [
        { ship: 1, post: -1, seal: 5, size: { h: 10 }, lid: {}, parts: [{ w: 1 }, { w: 2 }] },
        { ship: 2, post: -2, seal: null, size: { h: 20 }, lid: { area: 6 }, parts: null },
      ],
    });
    expect(JSON.parse(JSON.stringify(received))).toEqual([
      [
        { w: 1, h: 10 },
        [
          { w: 1, tags: [['x']] },
          { w: 2, tags: null },
        ],
        expect.objectContaining({ r: 3 }),
      ],
      [{ w: 2, h: 20 }, null, expect.objectContaining({ area: 6 })],
    ]);
  });

  test('a path ends where the client stopped asking, and hidden values stay hidden', async () => {
    const subgraphs: Record<string, SubgraphSource> = {
      a: {
        typeDefs: `
          type Query { box: Box any: [Thing] }
          interface Thing { id: ID! }
          type Ghost implements Thing @inaccessible { id: ID! }
          type Box implements Thing @key(fields: "id") { id: ID! secret: Int @inaccessible level: Level }
          enum Level { LOW HIGH @inaccessible }
        `,
        resolvers: {
          Query: {
            box: () => ({ id: 1 }),
            any: () => [
              { __typename: 'Ghost', id: 9 },
              { __typename: 'Box', id: 1 },
            ],
          },
          Box: {
            secret: () => {
              throw new TypeError('the secret is 42');
            },
            level: () => 'HIGH',
          },
        },
      },
      b: {
        typeDefs: 'type Box @key(fields: "id") { id: ID! secret: Int @external open: Int @requires(fields: "secret") }',
        resolvers: { Box: { open: ({ secret }: { secret: unknown }) => (secret === null ? 0 : 1) } },
      },
    };
    await using federation = await startFederation(subgraphs, { via });
    const { data, errors } = await federation.ask('{ b: box { open level } any { __typename id } }');
    expect(data).toEqual({ b: { open: 0, level: null }, any: [null, { __typename: 'Box', id: '1' }] });
    expect(errors?.map(({ path, extensions }) => [path, extensions?.serviceName])).toEqual([
      [['b'], 'a'],
      [['b', 'level'], undefined],
      [['any', 0], undefined],
    ]);
    if (via === 'local') expect(JSON.stringify(errors)).not.toMatch(/42|HIGH|Ghost|secret/);
  });

  test('a shared field that two subgraphs answer is one field', async () => {
    const of = (value: string | null): SubgraphSource => ({
      typeDefs:
        'type Query { status: Status @shareable } type Status @shareable { text: String ' +
        (value ? 'a: Int' : 'b: Int') +
        ' }',
      resolvers: { Query: { status: () => ({ text: value, a: 1, b: 2 }) } },
    });
    await using federation = await startFederation({ a: of('good'), b: of(null) }, { via });
    expect((await federation.ask('{ status { a b } }')).data).toEqual({ status: { a: 1, b: 2 } });
  });
});

test('a union does not name a member that is @inaccessible', async () => {
  const typeDefs =
    'type Query { any: Any } union Any = Shown | Hidden type Shown { a: Int } type Hidden @inaccessible { b: Int }';
  const resolvers = { Query: { any: () => ({ __typename: 'Shown', a: 1 }) } };
  await using federation = await startFederation({ a: { typeDefs, resolvers } }, { via: 'local' });
  const { data } = await federation.ask(
    '{ __type(name: "Any") { possibleTypes { name } } any { ... on Shown { a } } }',
  );
  expect(data).toEqual({ __type: { possibleTypes: [{ name: 'Shown' }] }, any: { a: 1 } });
});
