import { bookshop } from '../../test/bookshop.js';
import { pricesOver } from '../../test/price-of.js';
import { costCeiling } from './price.js';

const priceOf = pricesOver(bookshop);
const cost = (document: string, variables?: Record<string, unknown>): number | undefined =>
  priceOf(document, variables).cost;

describe('the cost of an operation', () => {
  test.each<[string, string, number]>([
    ['one for an object, nothing for its leaves', '{ book { id title } }', 1],
    ['each object below', '{ book { author { name } } }', 2],
    ['each alias of the same work', '{ a: book { id } b: book { id } }', 2],
    ['each item', '{ books(first: 6) { author { name } } }', 12],
    ['the largest of several slicing arguments', '{ books(first: 6, last: 9) { id } }', 9],
    ['the default of an argument', '{ books { id } }', 20],
    ['the default size of a list without a word', '{ plain { id } }', 10],
    ['the assumed size', '{ few { author { name } } }', 6],
    ['a list in a list', '{ grid { id } }', 30],
    ['nothing for a list of leaves', '{ ids }', 0],
    ['the weight of a scalar at each of its places', '{ book { cover covers } }', 100],
    ['the items that a connection sizes', '{ pages(first: 4) { edges { node { id } } total } }', 1 + 8 + 8],
    ['a call and its argument once, not for each field below', '{ search(text: "x") { id title } }', 46],
    ['no argument that is null', '{ search(text: null) { id } }', 6],
    ['the fields of an input at any depth', '{ find(filter: { deep: { text: "x" }, text: "y" }) { id } }', 61],
    ['each item of an input', '{ find(filter: { tags: [{ name: "a" }, { name: "b" }, {}] }) { id } }', 5],
    ['values of a weighted enum', '{ find(filter: { color: RED }) { id } }', 2],
    ['the dearest type of an abstract place', '{ media { ... on Book { author { name } } } }', 2 * 4],
    ['and what is selected on it', '{ media { ... on Book { author { books { id } } } } }', 2 * 7],
    [
      'what an interface says, by any type that has it',
      '{ book { ... on Item { parts(first: 3) { id } } } }',
      1 + 3 * 4,
    ],
    ['the same through the type itself', '{ book { parts(first: 3) { id } } }', 1 + 3 * 4],
    ['ten for a mutation', 'mutation { sell { id } note }', 21],
    ['the weight that a mutation is given', 'mutation { buy { id } }', 4],
    ['an event', 'subscription { sold { author { name } } }', 2],
    ['introspection as a whole', '{ __schema { types { fields { name } } } book { __typename } }', 101],
    ['nothing for type names', '{ __typename }', 0],
  ])('counts %s', (_, document, expected) => {
    expect(cost(document)).toBe(expected);
  });

  test('takes sizes from a path into an input, its defaults and its variables', () => {
    const nested = 'query ($page: Page, $limits: Limits, $first: Int) ';
    const sizes: [string, Record<string, unknown>, number][] = [
      ['{ shelf(page: { limits: { first: 8 } }) { id } }', {}, 8],
      ['{ shelf(page: { limits: {} }) { id } }', {}, 6],
      ['{ shelf(page: {}) { id } }', {}, 4],
      ['{ shelf { id } }', {}, 10],
      [
        `${nested}{ shelf(page: $page) { id } x: shelf(page: { limits: $limits }) { id } y: shelf(page: { limits: { first: $first } }) { id } }`,
        { page: { limits: { first: 8 } }, limits: { first: 5 }, first: 2 },
        15,
      ],
      [
        `${nested}{ shelf(page: $page) { id } x: shelf(page: { limits: $limits }) { id } y: shelf(page: { limits: { first: $first } }) { id } }`,
        { page: {} },
        4 + 4 + 6,
      ],
      [
        `${nested}{ shelf(page: $page) { id } x: shelf(page: { limits: $limits }) { id } y: shelf(page: { limits: { first: $first } }) { id } }`,
        { page: null, limits: null, first: null },
        30,
      ],
    ];
    for (const [document, variables, expected] of sizes) {
      const used = document.startsWith('query') ? document : `query ${document}`;
      expect([document, cost(used, variables)]).toEqual([document, expected]);
    }
  });

  test('counts objects and depth beside it', () => {
    const { nodes, depth } = priceOf(
      '{ media { ... on Film { maker { name } } ... on Book { id } } search(text: "x") { id } }',
    );
    expect([nodes, depth]).toEqual([5, 3]);
    expect(priceOf('{ __typename }')).toEqual({ cost: 0, nodes: 0, depth: 1 });
  });

  test('leaves out what variables exclude, and counts what any of several conditions includes', () => {
    const document = `query ($a: Boolean!, $b: Boolean!) {
      book @include(if: $a) { id }
      few @skip(if: $a) { author { name @skip(if: $b) } }
      x: book @include(if: $a) { id } x: book @include(if: $b) { author { name } }
      plain @skip(if: true) { id }
    }`;
    const prices = [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ].map(([a, b]) => cost(document, { a, b }));
    expect(prices).toEqual([3, 2, 8, 6]);
  });

  test('asks for exactly one slicing argument where the schema does', () => {
    const document = 'query ($first: Int, $last: Int) { pages(first: $first, last: $last) { edges { node { id } } } }';
    expect(cost(document, { first: 2 })).toBe(5);
    for (const variables of [{}, { first: 1, last: 1 }, { first: null }]) {
      expect(priceOf(document, variables).errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual(
        [['The field "pages" takes exactly one of the arguments first, last.', 'BAD_USER_INPUT']],
      );
    }
  });

  test('is never negative, and stops at a ceiling', () => {
    expect(cost('{ books(first: -5) { id } }')).toBe(0);
    const nested = (levels: number): string =>
      levels === 0 ? 'id' : `author { books(first: 2000000000) { ${nested(levels - 1)} } }`;
    expect(priceOf(`{ book { ${nested(9)} } }`)).toEqual({ cost: costCeiling, nodes: costCeiling, depth: 20 });
    const discount = pricesOver(
      'type Query { a(x: I @cost(weight: -9)): T b: T } type T { n: Int } input I { y: Int @cost(weight: 4) }',
    );
    expect(discount('{ a(x: { y: 1 }) { n } b { n } }').cost).toBe(2);
    expect(discount('query ($x: I) { a(x: $x) { n } b { n } }', { x: { y: 1 } }).cost).toBe(2);
  });

  test('takes no more work than the limit allows, however types multiply', () => {
    const types = Array.from({ length: 40 }, (_, i) => `type T${i} implements N { s: N id: ID }`).join(' ');
    const wide = pricesOver(`type Query { n: N } interface N { s: N id: ID } ${types}`);
    const chain = (levels: number): string => (levels === 0 ? 'id' : `s { ${chain(levels - 1)} }`);
    expect(wide(`{ n { ${chain(15)} } }`).nodes).toBe(16);
    const all = (levels: number): string =>
      levels === 0 ? 'id' : Array.from({ length: 12 }, (_, i) => `... on T${i} { s { ${all(levels - 1)} } }`).join(' ');
    expect(() => wide(`{ n { ${all(2)} } }`)).toThrow('more than 5000 selections');
  });
});
