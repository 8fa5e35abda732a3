import type { PlanNode, RequiresSelection } from '@graphql-hive/router-query-planner';
import { composeSupergraph } from '../index.js';
import { DocumentRefused } from '../prepare/refusal.js';
import { readSupergraph } from '../supergraph.js';
import { fetchOutputs } from './fetch-output.js';
import { refuseIncomplete } from './required-fields.js';

const { supergraphSdl = '' } = composeSupergraph([
  {
    name: 'a',
    sdl: `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@inaccessible"])
      type Query { pets: [Pet] }
      union Pet = Cat | Dog
      type Cat { id: ID! name: String secret: String @inaccessible owner: Owner }
      type Dog { id: ID! name: String }
      type Owner { id: ID! }
    `,
  },
]);
const supergraph = readSupergraph(supergraphSdl);

const root = (operation: string): PlanNode => ({ kind: 'Fetch', serviceName: 'a', operation });
const field = (name: string, selections?: RequiresSelection[]): RequiresSelection => ({
  kind: 'Field',
  name,
  selections,
});
const on = (typeCondition: string, ...selections: RequiresSelection[]): RequiresSelection => ({
  kind: 'InlineFragment',
  typeCondition,
  selections: [field('__typename'), ...selections],
});
function entities(requires: RequiresSelection, brings: string, types?: string[]): PlanNode {
  const operation = `query($representations: [_Any!]!) { _entities(representations: $representations) { ${brings} } }`;
  const path = [{ Field: 'pets' }, '@' as const, ...(types ? [{ TypeCondition: types }] : [])];
  return { kind: 'Flatten', path, node: { kind: 'Fetch', serviceName: 'b', operation, requires: [requires] } };
}
const sequence = (...nodes: PlanNode[]): PlanNode => ({ kind: 'Sequence', nodes });
const parallel = (...nodes: PlanNode[]): PlanNode => ({ kind: 'Parallel', nodes });

/** Of the refusal; undefined when the plan is complete. */
function refusalOf(node: PlanNode): unknown {
  try {
    refuseIncomplete({ kind: 'QueryPlan', node }, fetchOutputs(supergraph), supergraph);
    return undefined;
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error;
    return error.errors[0]?.extensions;
  }
}
const refused = (coordinate?: string): object => ({
  code: 'OPERATION_NOT_PLANNABLE',
  serviceName: 'b',
  ...(coordinate && { coordinate }),
});

const pets = root('{ pets { __typename ... on Cat { id } ... on Dog { id } } }');
const catName = entities(on('Cat', field('id')), '... on Cat { name }', ['Cat']);

test('what was fetched before is known, under the type it was fetched for', () => {
  expect(
    refusalOf(sequence(pets, catName, entities(on('Cat', field('name')), '... on Cat { owner { id } }'))),
  ).toBeUndefined();
  expect(refusalOf(sequence(pets, catName, entities(on('Dog', field('name')), '... on Dog { id }')))).toEqual(
    refused('Dog.name'),
  );
});

test('what the fetch itself brings, or one beside it, is not', () => {
  const needsName = entities(on('Cat', field('name')), '... on Cat { name secret }', ['Cat']);
  expect(refusalOf(sequence(pets, needsName))).toEqual(refused('Cat.name'));
  expect(refusalOf(sequence(pets, parallel(catName, needsName)))).toEqual(refused('Cat.name'));
  expect(refusalOf(sequence(pets, parallel(catName), needsName))).toBeUndefined();
});

test('a path with a condition asks for the types of the condition only', () => {
  const cats = root('{ pets { __typename ... on Cat { id } } }');
  const any = [on('Cat', field('id')), on('Dog', field('id'))];
  const of = (types?: string[]): PlanNode => entities(any[1]!, '... on Dog { name }', types);
  expect(refusalOf(sequence(cats, of()))).toEqual(refused('Dog.id'));
  expect(refusalOf(sequence(cats, of(['Cat'])))).toBeUndefined();
});

test('fields below fields count, and a name that is hidden is not told', () => {
  const owned = root('{ pets { __typename ... on Cat { id owner { id } } } }');
  const needs = (inner: string): PlanNode => entities(on('Cat', field('owner', [field(inner)])), '... on Cat { name }');
  expect(refusalOf(sequence(owned, needs('id')))).toBeUndefined();
  expect(refusalOf(sequence(owned, needs('name')))).toEqual(refused());
  expect(refusalOf(sequence(owned, entities(on('Cat', field('secret')), '... on Cat { name }')))).toEqual(refused());
});
