import { both, startFederation, type SubgraphSource } from '../../test/federation.js';

/** Two types of one union whose fields of one name no subgraph can be asked for under one key. */
const types = `
  union Work = Book | Film
  interface Titled { title: String }
  type Book implements Titled @shareable { title: String! parts: [String!]! }
  type Film implements Titled @shareable { title: String parts(kind: String!): [Part!] }
  type Part @shareable { name: String }
`;

const shelves: SubgraphSource = {
  typeDefs: `type Query { shelves: [Shelf!]! } type Shelf @key(fields: "id") { id: ID! }`,
  resolvers: { Query: { shelves: () => [{ id: '1' }, { id: '2' }, { id: '3' }] } },
};

const works: SubgraphSource = {
  typeDefs: `${types} type Shelf @key(fields: "id") { id: ID! work: Work works: [Work!]! }`,
  resolvers: {
    Shelf: {
      work: ({ id }: { id: string }) => (id === '3' ? null : { __typename: id === '1' ? 'Book' : 'Film', id }),
      works: () => [{ __typename: 'Film' }, { __typename: 'Book' }],
    },
    Book: { title: () => '论语', parts: () => ['I', 'II'] },
    Film: {
      title: () => '小城之春',
      parts: (_: unknown, { kind }: { kind: string }) => [{ name: kind }],
    },
  },
};

describe.each(both)('over %s subgraphs', (via) => {
  test('@requires through an abstract type brings fields of one name and different types', async () => {
    const labels: SubgraphSource = {
      typeDefs: `
        ${types}
        type Shelf @key(fields: "id") {
          id: ID!
          work: Work @external
          label: String @requires(fields: "work { __typename ... on Book { parts } ... on Film { parts(kind: \\"reel\\") { name } } }")
        }
      `,
      resolvers: { Shelf: { label: ({ work }: { work: unknown }) => JSON.stringify(work) } },
    };
    await using federation = await startFederation({ shelves, works, labels }, { via });
    const { data, errors } = await federation.ask('{ shelves { label } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      shelves: [
        { label: '{"__typename":"Book","parts":["I","II"]}' },
        { label: '{"__typename":"Film","parts":[{"name":"reel"}]}' },
        { label: 'null' },
      ],
    });
  });

  test('a field of an interface that only some of its types forbid to be null', async () => {
    await using federation = await startFederation({ shelves, works }, { via });
    const { data, errors } = await federation.ask(`{
      shelves {
        work { ... on Titled { title } ... on Film { parts(kind: "reel") { name } } }
        works { ... on Titled { name: title } }
      }
    }`);
    const names = [{ name: '小城之春' }, { name: '论语' }];
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      shelves: [
        { work: { title: '论语' }, works: names },
        { work: { title: '小城之春', parts: [{ name: 'reel' }] }, works: names },
        { work: null, works: names },
      ],
    });
  });
});
