import { parse } from 'graphql';
import { composeSupergraph } from '../compose-supergraph.js';
import { readWeights } from './read-weights.js';

const types = (cost: string, listSize: string): string => `
  type Query { books(first: Int! = 20, filter: Filter ${cost}(weight: 2)): Books!
    ${listSize}(slicingArguments: ["first"], sizedFields: ["items"], requireOneSlicingArgument: false) ${cost}(weight: 3) }
  type Books { items: [Item!]! }
  interface Item { id: ID! parts: [Part] ${listSize}(assumedSize: 4) }
  type Book implements Item ${cost}(weight: 5) { id: ID! parts: [Part] }
  type Part { kind: Kind }
  enum Kind ${cost}(weight: 6) { COVER }
  input Filter { text: String ${cost}(weight: 7) }
`;
const imported: [string, string, string, string][] = [
  ['their own names', '"@cost", "@listSize"', '@cost', '@listSize'],
  ['others', '{ name: "@cost", as: "@price" }, { name: "@listSize", as: "@long" }', '@price', '@long'],
  ['a namespace', '"@key"', '@federation__cost', '@federation__listSize'],
];

test.each(imported)('weights and sizes come through composition under %s', (_, imports, cost, listSize) => {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])`;
  const composed = composeSupergraph([{ name: 'shop', sdl: link + types(cost, listSize) }]);
  expect(composed.errors).toBeUndefined();
  const { costs, listSizes } = readWeights(parse(composed.supergraphSdl ?? ''));
  expect(Object.fromEntries(costs)).toEqual({
    'Query.books': 3,
    'Query.books(filter:)': 2,
    Book: 5,
    Kind: 6,
    'Filter.text': 7,
  });
  const parts = { assumedSize: 4, slicingArguments: [], sizedFields: [], requireOneSlicingArgument: true };
  expect(Object.fromEntries(listSizes)).toEqual({
    'Query.books': {
      assumedSize: undefined,
      slicingArguments: [['first']],
      sizedFields: ['items'],
      requireOneSlicingArgument: false,
    },
    'Item.parts': parts,
    'Book.parts': parts,
  });
});
