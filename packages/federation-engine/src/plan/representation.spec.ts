import type { InputRewrite, RequiresSelection } from '@graphql-hive/router-query-planner';
import type { Supergraph } from '../supergraph.js';
import { compileRepresent, readRequired, Representations, representer } from './representation.js';

const types: Record<string, string[]> = { T: ['T'], U: ['U'], Both: ['T', 'U'] };
const supergraph = {
  isObjectType: (name: string) => name in types,
  possibleTypes: (condition: string) => new Set(types[condition]),
} as unknown as Supergraph;

const field = (name: string, selections: RequiresSelection[] = []): RequiresSelection =>
  ({ kind: 'Field', name, selections }) as unknown as RequiresSelection;
const on = (typeCondition: string, ...names: string[]): RequiresSelection =>
  ({ kind: 'InlineFragment', typeCondition, selections: ['__typename', ...names].map((name) => field(name)) }) as never;

/** The index each entity got, and the list that would be sent. */
function asked(requires: RequiresSelection[], entities: object[], rewrites?: InputRewrite[]) {
  const required = readRequired(requires, rewrites, supergraph);
  const [interpreted, generated] = [representer(required), compileRepresent(required)].map((represent) => {
    const into = new Representations();
    return { indexes: entities.map((entity) => represent(entity as never, into)), list: into.list };
  });
  expect(generated).toEqual(interpreted);
  return interpreted!;
}

const T = (fields: object) => ({ __typename: 'T', ...fields });

test.each([
  ['one field', [on('T', 'a')]],
  ['two fields', [on('T', 'a', 'b')]],
  ['two types', [on('T', 'a', 'b'), on('U', 'a')]],
  ['an abstract type', [on('Both', 'a', 'b')]],
])('of %s: each entity once, and what looks alike is told apart', (_case, requires) => {
  const alike = [
    { a: '1' },
    { a: 1 },
    { a: null },
    { a: 'null' },
    { a: 'x2:y' },
    { a: 'x' },
    { a: [1, 2] },
    { a: [1] },
  ];
  const entities = alike.map((fields, i) => T({ b: 'same', ...fields, other: i }));
  const { indexes, list } = asked(requires, [...entities, ...entities]);
  expect(indexes).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7]);
  expect(list.map(({ a }) => a)).toEqual(alike.map(({ a }) => a));
  expect(list.every(({ other }) => other === undefined)).toBe(true);
});

test('several fields do not run into each other', () => {
  const { indexes } = asked(
    [on('T', 'a', 'b')],
    [T({ a: 'x2:y', b: '' }), T({ a: 'x', b: 'y' }), T({ a: '', b: 'xy' })],
  );
  expect(indexes).toEqual([0, 1, 2]);
});

test('an entity of another type, without a type or without a field is left out; null is sent', () => {
  const entities = [{ __typename: 'U', a: 1 }, { a: 1 }, T({}), T({ a: null }), T({ a: 0 })];
  expect(asked([on('T', 'a')], entities)).toEqual({
    indexes: [-1, -1, -1, 0, 1],
    list: [T({ a: null }), T({ a: 0 })],
  });
});

test('a rewrite changes what is sent, not what tells entities apart', () => {
  const rename = { KeyRenamer: { path: [{ Key: '_a' }], renameKeyTo: 'a' } } as unknown as InputRewrite;
  const { indexes, list } = asked([on('T', '_a')], [T({ _a: 1 }), T({ _a: 2 }), T({ _a: 1 })], [rename]);
  expect(indexes).toEqual([0, 1, 0]);
  expect(list).toEqual([T({ a: 1 }), T({ a: 2 })]);
});
