import { both, startFederation } from '../test/federation.js';

/** In `stock` two members of the union have a `label` of different types, so the planner asks for one under an alias. */
const subgraphs = {
  root: {
    typeDefs: 'type Query { box: Box other: Box } type Box @key(fields: "id") { id: ID! }',
    resolvers: { Query: { box: () => ({ id: '1' }), other: () => ({ id: '2' }) } },
  },
  stock: {
    typeDefs: `
      type Query { first: Item }
      type Box @key(fields: "id") { id: ID! items: [Item] }
      union Item = Lamp | Chair
      type Lamp { label: String }
      type Chair @shareable { label: String! }
    `,
    resolvers: {
      Query: { first: () => ({ __typename: 'Chair', label: 'folding' }) },
      Box: {
        items: () => [
          { __typename: 'Lamp', label: 'tall' },
          { __typename: 'Chair', label: 'folding' },
        ],
      },
    },
  },
  catalogue: { typeDefs: 'type Query { chair: Chair } type Chair @shareable { label: String }' },
};
const labels = '{ ... on Lamp { label } ... on Chair { label } }';
const items = [{ label: 'tall' }, { label: 'folding' }];

describe.each(both)('over %s subgraphs', (via) => {
  test.each([
    ['a root field', `{ first ${labels} }`, { first: { label: 'folding' } }],
    ['one entity', `{ box { items ${labels} } }`, { box: { items } }],
    [
      'entities of several places',
      `{ box { items ${labels} } other { id items ${labels} } }`,
      { box: { items }, other: { id: '2', items } },
    ],
  ])('a field that the planner renames has its own name below %s', async (_, document, data) => {
    await using federation = await startFederation(subgraphs, { via });
    expect(await federation.ask(document)).toEqual({ data });
    expect(federation.calls.at(-1)?.document).toContain('_internal_qp_alias_0');
  });
});
