import type { FetchNode, PlanNode, QueryPlan } from '@graphql-hive/router-query-planner';
import { both, startFederation, type SubgraphSource } from '../../test/federation.js';
import { DocumentRefused } from '../prepare/refusal.js';
import { refuseUnreadAliases } from './unread-aliases.js';

const kinds: SubgraphSource = {
  typeDefs: `
    type Query { thing: Thing }
    type Thing @key(fields: "id") { id: ID! kind(x: Int): Kind }
    type Kind @key(fields: "id") { id: ID! }
  `,
  resolvers: {
    Query: { thing: () => ({ id: '1' }) },
    Thing: { kind: (_: unknown, { x }: { x: number }) => ({ id: `kind ${x}` }) },
  },
};
const names: SubgraphSource = {
  typeDefs: 'type Kind @key(fields: "id") { id: ID! name: String }',
  resolvers: { Kind: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `name of ${id}` }) } },
};
const requiring = (field: string, x: number): SubgraphSource => ({
  typeDefs: `
    type Thing @key(fields: "id") {
      id: ID!
      kind(x: Int): Kind @external
      ${field}: String @requires(fields: "kind(x: ${x}) { name }")
    }
    type Kind @key(fields: "id") { id: ID! name: String @external }
  `,
  resolvers: { Thing: { [field]: ({ kind }: { kind: { name: string } }) => kind.name } },
});

describe.each(both)('over %s subgraphs', (via) => {
  test('two fields that require one field with different arguments get each its own', async () => {
    const subgraphs = { kinds, names, two: requiring('two', 2), four: requiring('four', 4) };
    await using federation = await startFederation(subgraphs, { via });
    expect(await federation.ask('{ thing { two } }')).toEqual({ data: { thing: { two: 'name of kind 2' } } });
    expect(await federation.ask('{ thing { four } }')).toEqual({ data: { thing: { four: 'name of kind 4' } } });
    const together = await federation.ask('{ thing { two four } }');
    expect(together).toEqual({ data: { thing: { two: 'name of kind 2', four: 'name of kind 4' } } });
  });
});

test('a plan that leaves such a value unread is refused', () => {
  const entities = (fields: string): string =>
    `query($representations:[_Any!]!){_entities(representations: $representations){...on Thing{${fields}}}}`;
  const planOf = (inputRewrites: FetchNode['inputRewrites']): QueryPlan => {
    const fetch = (serviceName: string, operation: string, more: Partial<FetchNode> = {}): PlanNode => ({
      kind: 'Flatten',
      path: [{ Field: 'thing' }],
      node: { kind: 'Fetch', serviceName, operation, ...more } as FetchNode,
    });
    const kinds = fetch('kinds', entities('kind(x: 4){name} _internal_qp_alias_0: kind(x: 2){name}'));
    const two = fetch('two', entities('two'), { inputRewrites });
    return { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: [kinds, two] } };
  };
  const renamed = { KeyRenamer: { path: [{ Key: '_internal_qp_alias_0' }], renameKeyTo: 'kind' } };
  expect(() => refuseUnreadAliases(planOf([renamed]))).not.toThrow();
  expect(() => refuseUnreadAliases(planOf(undefined))).toThrow(DocumentRefused);
});
