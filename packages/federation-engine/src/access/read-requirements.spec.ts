import { parse } from 'graphql';
import { readRequirements } from './read-requirements.js';

const asks = (sdl: string, type: string, field: string): unknown[] => {
  const { all, of } = readRequirements(parse(sdl));
  return of(type, field).map((index) => all[index]);
};
const signedIn = { kind: 'authenticated' };

test('a supergraph that imports the directives under other names', () => {
  const sdl = `
    schema
      @link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "signedIn")
      @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", import: [{ name: "@requiresScopes", as: "@may" }])
    { query: Query }
    type Query { a: Int @signedIn b: Int @may(scopes: [["x", "y"], ["z"]]) c: Int @authenticated d: Int @may(scopes: "w") }
  `;
  expect(asks(sdl, 'Query', 'a')).toEqual([signedIn]);
  expect(asks(sdl, 'Query', 'b')).toEqual([{ kind: 'scopes', anyOf: [['x', 'y'], ['z']] }]);
  expect(asks(sdl, 'Query', 'c')).toEqual([]);
  expect(asks(sdl, 'Query', 'd')).toEqual([{ kind: 'scopes', anyOf: [['w']] }]);
});

test('an interface field asks what each of its types asks, where composition did not say so', () => {
  const sdl = `
    type Query { thing: Thing }
    interface Thing { id: ID name: String }
    type Box implements Thing { id: ID name: String @authenticated }
    type Safe implements Thing @policy(policies: [["safe"]]) { id: ID name: String }
  `;
  const safe = { kind: 'policies', anyOf: [['safe']] };
  expect(asks(sdl, 'Thing', 'name')).toEqual(expect.arrayContaining([signedIn, safe]));
  expect(asks(sdl, 'Thing', 'id')).toEqual([safe]);
  expect(asks(sdl, 'Box', 'id')).toEqual([]);
});

test('a field asks what its @requires reads, also in a circle, where composition did not say so', () => {
  const sdl = `
    type Query { a: A }
    type A {
      x: Int @join__field(graph: B, requires: "b { ... on B { secret } }")
      y: Int @join__field(graph: B, requires: "z")
      z: Int @join__field(graph: C, requires: "y x")
      b: B
    }
    type B { secret: Int @authenticated }
  `;
  expect(['x', 'y', 'z', 'b'].map((field) => asks(sdl, 'A', field).length)).toEqual([1, 1, 1, 0]);
});

test('nothing asked for costs no more than an empty table', () => {
  const { all, of } = readRequirements(parse('type Query { a: Int }'));
  expect([all, of('Query', 'a'), of('No', 'such')]).toEqual([[], [], []]);
});
