import { buildSchema } from 'graphql';
import { bookshop } from '../../test/bookshop.js';
import { costDirectives, pricesOver } from '../../test/price-of.js';
import { randomFrom, respell } from '../../test/respell.js';

const operations = [
  '{ books(first: 6) { id author { name } } b: books { id title author { name books(first: 5) { id } } } }',
  '{ shelf(page: { limits: { first: 8 } }) { id cover } x: shelf(page: {}) { id author { name } } shelfless: plain { id } }',
  '{ pages(first: 4) { edges { node { id covers author { name } } } total } p: pages(last: 2) { total edges { node { id } } } }',
  '{ find(filter: { text: "a", deep: { tags: [{ name: "x" }, { name: "y" }], color: RED }, free: 1 }) { id title } }',
  '{ media { ... on Film { id maker { name } } ... on Book { id title author { name books(first: 3) { id } } } } }',
  '{ items(first: 3) { id parts(first: 2) { id parts { id ... on Film { maker { name } } ... on Book { cover id } } } } }',
  '{ items { id parts(first: 7) { ... on Item { id } ... on Film { maker { name books(first: 2) { id title } } } } } search(text: "x") { id title } }',
  'mutation { buy(id: "1") { id title author { name } } sell(id: "2") { id } note(text: "x") }',
];
const spellingsOfEach = 60;
const seed = 20_260_305;

describe(`every spelling of one work costs the same (seed ${seed})`, () => {
  const schema = buildSchema(costDirectives + bookshop);
  const priceOf = pricesOver(bookshop, { tokens: 20_000, selections: 5_000, documentBytes: 1_000_000 });

  test.each(operations)('%s', (operation) => {
    const random = randomFrom(seed);
    const price = priceOf(operation);
    expect(price.cost).toBeGreaterThan(1);
    const documents = new Set<string>();
    for (let i = 0; i < spellingsOfEach; i++) {
      const { document, variables } = respell(schema, operation, random);
      documents.add(document);
      expect({ document, variables, price: priceOf(document, variables) }).toEqual({ document, variables, price });
    }
    expect(documents.size).toBeGreaterThan(spellingsOfEach / 2);
  });
});
