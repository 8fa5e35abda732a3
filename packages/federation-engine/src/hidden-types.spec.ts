import { both, startFederation } from '../test/federation.js';

const typeDefs = `
  type Query { thing: Thing things: [Thing] any: [Any!] }
  interface Thing { id: ID! }
  union Any = Box | Ghost
  type Ghost implements Thing @inaccessible { id: ID! }
  type Box implements Thing { id: ID! }
`;
const ghost = { __typename: 'Ghost', id: 9 };
const box = { __typename: 'Box', id: 1 };
const resolvers = { Query: { thing: () => ghost, things: () => [ghost, box], any: () => [box] } };

describe.each(both)('over %s subgraphs', (via) => {
  test('an object of a type that is @inaccessible is null although nobody asked for its type', async () => {
    await using federation = await startFederation({ a: { typeDefs, resolvers } }, { via });
    const { data, errors } = await federation.ask('{ thing { id } x: things { ...F } } fragment F on Thing { id }');
    expect(data).toEqual({ thing: null, x: [null, { id: '1' }] });
    expect(errors?.map(({ path }) => path)).toEqual([['thing'], ['x', 0]]);
    expect(JSON.stringify(errors)).not.toContain('Ghost');
  });

  test('what was asked for its type only to see whether it is hidden does not show it', async () => {
    await using federation = await startFederation({ a: { typeDefs, resolvers } }, { via });
    expect((await federation.ask('{ any { ... on Box { id } } }')).data).toEqual({ any: [{ id: '1' }] });
  });
});
