import { both, errorsOf, startFederation, type SubgraphSource } from '../../test/federation.js';

/** Fields that two types have under one name: of another type, of a type whose field is another, of one that may be null. */
const parts =
  'type Part @shareable { count: Int } type Cover @shareable { size: Int } type Poster @shareable { size: [String] }';

const works: SubgraphSource = {
  typeDefs: `
    type Query { works: [Work!]! shelf: Shelf }
    type Shelf @key(fields: "id") { id: ID! }
    union Work = Book | Film
    type Book @key(fields: "id") { id: ID! parts: [Int] front: Cover year: Int! }
    type Film @key(fields: "id") { id: ID! parts: Part front: Poster year: Int }
    ${parts}
  `,
  resolvers: {
    Query: {
      works: () => [
        { __typename: 'Book', id: '1' },
        { __typename: 'Film', id: '2' },
      ],
      shelf: () => ({ id: '7' }),
    },
    Book: { parts: () => [1, 2], front: () => ({ size: 20 }), year: () => 1936 },
    Film: {
      parts: ({ id }: { id: string }) => {
        if (id === '9') throw new Error('The film is torn.');
        return { count: 9 };
      },
      front: () => ({ size: ['A', '1'] }),
      year: () => null,
    },
  },
};

const labelled = (type: string, part: string, below: string, front: string): string => `
  type ${type} @key(fields: "id") {
    id: ID! parts: ${part} @external front: ${front} @external year: ${type === 'Book' ? 'Int!' : 'Int'} @external
    label: String @requires(fields: "parts ${below} front { size } year")
  }
`;
const label = (work: { parts: unknown; front: unknown; year: unknown }): string =>
  JSON.stringify([work.parts, work.front, work.year]);
const labels: SubgraphSource = {
  typeDefs: labelled('Book', '[Int]', '', 'Cover') + labelled('Film', 'Part', '{ count }', 'Poster') + parts,
  resolvers: { Book: { label }, Film: { label } },
};

/** Where the same works are found by way of an entity. */
const shelves: SubgraphSource = {
  typeDefs: `
    type Shelf @key(fields: "id") { id: ID! works: [Work!]! }
    union Work = Book | Film
    type Book @key(fields: "id", resolvable: false) { id: ID! }
    type Film @key(fields: "id", resolvable: false) { id: ID! }
  `,
  resolvers: {
    Shelf: {
      works: () => ['1', '2', '9'].map((id) => ({ __typename: id === '1' ? 'Book' : 'Film', id })),
    },
  },
};

const ofBook = '[[1,2],{"size":20},1936]';
const ofFilm = '[{"count":9},{"size":["A","1"]},null]';

describe.each(both)('over %s subgraphs', (via) => {
  test('fields of one name that two types have with different types are required from one fetch', async () => {
    await using federation = await startFederation({ works, labels }, { via });
    const { data, errors } = await federation.ask('{ works { ... on Book { label } ... on Film { label } } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ works: [{ label: ofBook }, { label: ofFilm }] });
    expect(federation.calls.map(({ subgraph }) => subgraph)).toEqual(['works', 'labels']);
  });

  test('such fields are answered where the client asks for them, and their errors stand at its path', async () => {
    await using federation = await startFederation({ works, labels, shelves }, { via });
    const answered = await federation.ask(`{
      shelf { works { ... on Book { label front { size } } ... on Film { label parts { times: count } } } }
    }`);
    expect(answered.data).toEqual({
      shelf: {
        works: [
          { label: ofBook, front: { size: 20 } },
          { label: ofFilm, parts: { times: 9 } },
          { label: '[null,{"size":["A","1"]},null]', parts: null },
        ],
      },
    });
    expect(errorsOf(answered).filter((error) => error.startsWith('shelf.works.2.parts'))).toHaveLength(1);
  });
});
