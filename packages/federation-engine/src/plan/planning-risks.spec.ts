import { composeSupergraph, planningRisks } from '../index.js';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@shareable", "@interfaceObject"])\n';

function risksOf(subgraphs: Readonly<Record<string, string>>): string[] {
  const composed = composeSupergraph(Object.entries(subgraphs).map(([name, sdl]) => ({ name, sdl: link + sdl })));
  if (composed.errors) throw new Error(composed.errors.join('\n'));
  return planningRisks(composed.supergraphSdl).map((risk) => risk.split(':')[0]!);
}

const root = 'type Query { book: Book } type Book @key(fields: "id") { id: ID! pages: Int }';
const requiring = 'pages: Int @external postage: Int @requires(fields: "pages")';

test('names the field, the key and the subgraph that lacks it', () => {
  const shop = `type Book @key(fields: "id") @key(fields: "id code") { id: ID! code: Int! ${requiring} }`;
  expect(risksOf({ root, shop })).toEqual([
    'Book.postage of shop requires other fields, and root does not know the key "id code" of Book',
  ]);
});

test('a nested key is known when all of its fields are', () => {
  const tag = 'tag: Tag! @shareable';
  const shop = (key: string, fields: string): string =>
    `type Book @key(fields: "id") @key(fields: "tag { ${key} }") { id: ID! ${tag} ${requiring} } type Tag @shareable { ${fields} }`;
  const tagged = root.replace('pages: Int', `pages: Int ${tag}`) + ' type Tag @shareable { part: Int! }';
  expect(risksOf({ root: tagged, shop: shop('part', 'part: Int!') })).toEqual([]);
  expect(risksOf({ root: tagged, shop: shop('part more', 'part: Int! more: Int!') })).toEqual([
    'Book.postage of shop requires other fields, and root does not know the key "tag { part more }" of Book',
  ]);
});

test('a key of another subgraph counts where the requiring one knows its fields', () => {
  const press = 'type Book @key(fields: "id") @key(fields: "code") { id: ID! code: Int! @shareable }';
  const shop = (more: string): string => `type Book @key(fields: "id") { id: ID! ${requiring} ${more} }`;
  expect(risksOf({ root, press, shop: shop('') })).toEqual([]);
  expect(risksOf({ root, press, shop: shop('code: Int! @shareable') })).toEqual([
    'Book.postage of shop requires other fields, and root does not know the key "code" of Book',
  ]);
});

test('an interface object comes from the types behind it', () => {
  const types = 'type Query { item: Item } interface Item @key(fields: "id") { id: ID! pages: Int }';
  const book = 'type Book implements Item @key(fields: "id") { id: ID! pages: Int }';
  const shop = (key: string): string =>
    `type Item @interfaceObject @key(fields: "id") ${key} { id: ID! code: Int! ${requiring} }`;
  expect(risksOf({ types: types + book, shop: shop('') })).toEqual([]);
  expect(risksOf({ types: types + book, shop: shop('@key(fields: "code")') })).toEqual([
    'Item.postage of shop requires other fields, and types does not know the key "code" of Item',
  ]);
});
