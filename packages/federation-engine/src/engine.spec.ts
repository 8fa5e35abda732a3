import { askMonolith, both, errorsOf, startFederation } from '../test/federation.js';
import { library, wholeLibrary } from '../test/library.js';

/** Each must be answered as graphql-js answers it over one schema: the same data, the same errors at the same paths. */
const sameAsMonolith: Record<string, [document: string, variables?: Record<string, unknown>]> = {
  'one subgraph': ['{ items { id title } }'],
  'entity over a key': ['{ item(id: "b1") { id ... on Book { price } } }'],
  'three hops, multiple and nested keys': ['{ me { id name nick org { code } } }'],
  aliases: ['{ a: me { x: id y: name } b: me { z: nick } }'],
  'fields in the order of the operation': ['{ me { nick id age name email } reviews { stars id } items { title id } }'],
  'an abstract parent with fields of several subgraphs': [
    '{ items { __typename id title ... on Book { price reviews { stars reviewer { name age } } } ... on Magazine { issue } } }',
  ],
  'a union with null members': ['{ media { __typename ... on Book { title price } ... on Magazine { id t: title } } }'],
  'a list in a list': ['{ matrix { id weight reviews { id } } }'],
  'the same key for different types': [
    '{ media { ... on Book { t: id } ... on Magazine { t: id } } items { ... on Book { shelf { row } } ... on Magazine { shelf { room } } } }',
  ],
  '@requires with an argument': [
    '{ item(id: "b1") { ... on Book { weight pages kg: weight(unit: "kg") thrice: pages(times: 3) } } }',
  ],
  '@provides': ['{ reviews { reviewer { name } book { title } } }'],
  'a null object before a hop': ['{ item(id: "nothing") { id ... on Book { price } } }'],
  'an error of an entity at each of its places': ['{ users { id age } }'],
  'an error that reaches the root': ['{ me { id } user(id: "u3") { name age } }'],
  'null for a non-null field of another subgraph': ['{ media { ... on Magazine { id price } ... on Book { id } } }'],
  'the same null in a list of non-null items': ['{ items { id ... on Magazine { price } } }'],
  '@skip and @include': [
    'query ($yes: Boolean!, $no: Boolean!) { me { id nick @include(if: $yes) age @skip(if: $yes) } ...R @include(if: $no) ...S @skip(if: $no) } fragment R on Query { reviews { id } } fragment S on Query { items { ... on Book @include(if: $yes) { price } title @skip(if: true) id } }',
    { yes: true, no: false },
  ],
  '@skip and @include the other way': [
    'query ($yes: Boolean!, $no: Boolean!) { me { id nick @include(if: $yes) age @skip(if: $yes) } ...R @include(if: $no) ...S @skip(if: $no) } fragment R on Query { reviews { id } } fragment S on Query { items { ... on Book @include(if: $yes) { price } title @skip(if: true) id } }',
    { yes: false, no: true },
  ],
  'both on one field, and twice the same field': [
    'query ($a: Boolean!, $b: Boolean!) { me { id nick @skip(if: $a) @include(if: $b) name @include(if: $a) name @include(if: $b) } users @include(if: $a) { id } users @include(if: $b) { name } }',
    { a: false, b: true },
  ],
  'arguments from variables and their defaults': [
    'query ($id: ID!, $min: Int = 4, $times: Int) { item(id: $id) { ... on Book { pages(times: $times) reviews(min: $min) { id } } } }',
    { id: 'b1' },
  ],
  '__typename anywhere': [
    '{ __typename t: __typename me { __typename n: __typename nick } items { k: __typename shelf { __typename } } }',
  ],
  'only __typename': ['query Q { __typename }'],
  'a key stands where the first of its fields that counts does': [
    'query ($no: Boolean!, $yes: Boolean!) { me { nick @include(if: $no) id ...N @skip(if: $yes) name nick } ...M @include(if: $no) reviews { id } me { age } } fragment N on User { name age } fragment M on Query { reviews { stars } }',
    { yes: true, no: false },
  ],
  'and at the first one when that counts': [
    'query ($no: Boolean!, $yes: Boolean!) { me { nick @include(if: $no) id ...N @skip(if: $yes) name nick } ...M @include(if: $no) reviews { id } me { age } } fragment N on User { name age } fragment M on Query { reviews { stars } }',
    { yes: false, no: true },
  ],
  'fragments in fragments': [
    '{ items { ...I } me { ...U } } fragment I on Item { id ...B } fragment B on Book { author { ...U } price } fragment U on User { id email }',
  ],
  'aliases that are names of key fields': [
    '{ items { title: id id: title ... on Book { price: id reviews: price } } me { id: nick email: id } }',
  ],
  'keys that objects of JavaScript have': [
    '{ __proto__: me { constructor: nick __proto__: id toString: name hasOwnProperty: age } constructor: items { __proto__: title } }',
  ],
  'an alias __typename': ['{ me { __typename: nick id } items { __typename: id } }'],
  "aliases like the planner's": [
    '{ _entities: me { _internal_qp_alias_0: id nick } _e0: reviews { id reviewer { age } } }',
  ],
  introspection: [
    '{ __type(name: "Book") { name kind fields { name type { name ofType { name } } args { name defaultValue } } } me { nick } }',
  ],
  'introspection in a fragment': [
    'query ($n: String!) { ...F me { id } } fragment F on Query { a: __type(name: $n) { name } me { name } ... on Query { t: __typename } }',
    { n: 'User' },
  ],
  'an entity at two places with different selections below': [
    '{ a: reviews { book { reviews(min: 4) { id } author { id } } } b: reviews { book { reviews(min: 1) { id } author { nick } } } }',
  ],
};

describe.each(both)('the engine over %s subgraphs answers as one schema', (via) => {
  test.each(Object.entries(sameAsMonolith))('%s', async (_, [document, variables]) => {
    await using federation = await startFederation(library, { via });
    const answered = await federation.ask(document, variables);
    const expected = await askMonolith(wholeLibrary, document, variables);
    expect(JSON.stringify(answered.data)).toBe(JSON.stringify(expected.data));
    expect(errorsOf(answered)).toEqual(errorsOf(expected));
  });
});
