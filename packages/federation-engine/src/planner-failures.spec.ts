import { both, startFederation, type SubgraphSource } from '../test/federation.js';
import { composeSupergraph, createEngine, type Transport } from './index.js';

/*
 * Operations that the differential tests found (supergraph/operation), made small: over each the planner ends its process
 * when it plans over the whole supergraph.
 */

test.each(both)(
  '2001361/83 over %s: what requires a field that requires another is planned without a key',
  async (via) => {
    const lists: SubgraphSource = {
      typeDefs: 'type Query { item: Item } type Item @key(fields: "id") { id: ID! weight: Int }',
      resolvers: { Query: { item: () => ({ id: '1' }) }, Item: { weight: () => 3 } },
    };
    const labels: SubgraphSource = {
      typeDefs:
        'type Item @key(fields: "id") { id: ID! weight: Int @external label: String @requires(fields: "weight") }',
      resolvers: { Item: { label: ({ weight }: { weight: number }) => `${weight} kg` } },
    };
    const posts: SubgraphSource = {
      typeDefs: `
      type Item @key(fields: "id") @key(fields: "tag { part }") {
        id: ID! tag: Tag! label: String @external note: String @requires(fields: "label")
      }
      type Tag { part: String! }
    `,
      resolvers: { Item: { note: ({ label }: { label: string }) => `weighs ${label}` } },
    };
    await using federation = await startFederation({ lists, labels, posts }, { via, planner: 'own-process' });
    expect(await federation.ask('{ item { k: note } }')).toEqual({ data: { item: { k: 'weighs 3 kg' } } });
  },
);

/** Two keys, by one of which nobody but the owner finds a page: there is no plan without it either. */
const pages = {
  roots: `
    type Query { works: [Book!] }
    type Book @key(fields: "id") { id: ID! }
    type Page @key(fields: "id code") { id: ID! code: Int! size: [Int] }
  `,
  pages: `
    type Book @key(fields: "id") { id: ID! pages: [Leaf!]! }
    interface Leaf { m: Int }
    type Page implements Leaf @key(fields: "id") { id: ID! m: Int }
  `,
  texts: `
    type Page @key(fields: "id") {
      id: ID! code: Int! @shareable size: [Int] @external text: String @requires(fields: "size")
    }
  `,
};

const deep = 'size { __typename ... on E3 { size { __typename ... on E0 { id } } d } } d';
const deeper = `size { __typename ... on E0 { id } ... on E2 { list { label } } ... on E3 { ${deep} } } d`;
const named =
  'name { __typename ... on E0 { b(text: \\"RED\\") name } ... on E2 { name { __typename ... on E2 { list { label } kind } } } }';
const sized = 'size { __typename ... on E0 { b name } ... on E2 { list { label } kind } }';
/** Nothing that the supergraph says of keys puts a field at risk. */
const required = {
  roots: `
    type Query { first: E3 }
    interface M { id: ID! }
    type E0 implements M @key(fields: "id", resolvable: false) { id: ID! }
    type E2 implements M @key(fields: "id code") { id: ID! code: Int! list: V0 @inaccessible }
    type E3 implements M @key(fields: "id") { id: ID! size: M }
    type V0 @shareable { label: String }
  `,
  names: `
    interface M { m: Int }
    type E0 implements M @key(fields: "id") { id: ID! m: Int b(text: String): Int name: Int }
    type E2 implements M @key(fields: "id code") { id: ID! code: Int! m: Int list: V0 @external name: M kind: Int }
    type E3 @key(fields: "id") {
      id: ID! size: M @external name: M d: Int @external
      rs1: Int @requires(fields: "size { __typename ... on E0 { id } ... on E2 { list { label } } ... on E3 { ${deeper} } }")
    }
    type V0 @shareable { label: String a(yes: Boolean! = true): String }
  `,
  values: `
    interface M { m: Int }
    type E3 @key(fields: "id") {
      id: ID! m: Int size: M @external name: M @external d: Int rs1: Int @external
      rs2: V0 @requires(fields: "size { __typename ... on E0 { b(text: \\"RED\\") name } ... on E3 { ${sized} ${named} } } rs1")
    }
    type V0 @shareable { label: String a(yes: Boolean! = true): String }
  `,
};

test.each([
  ['2001122/7', pages, '{ works { pages { ... on Page { k: text } } } }', '{ works { id } }', 'Page.text'],
  [
    '2001059/86',
    required,
    '{ first { rs2 { label } size { ... on E3 { rs2 { label } } } } }',
    '{ first { id } }',
    undefined,
  ],
])(
  '%s: an operation over which the planner ends is refused, and the next is answered',
  async (_, graphs, ends, next, coordinate) => {
    const link =
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@shareable", "@inaccessible"])\n';
    const composed = composeSupergraph(Object.entries(graphs).map(([name, sdl]) => ({ name, sdl: link + sdl })));
    if (composed.errors) throw new Error(composed.errors.join('\n'));
    const silent: Transport = { execute: () => ({ data: {} }) };
    const transports = Object.fromEntries(Object.keys(graphs).map((name) => [name, silent]));
    const engine = createEngine({ supergraphSdl: composed.supergraphSdl, transports });
    const refused = await engine.run(engine.prepare(ends), {}, undefined);
    const answered = await engine.run(engine.prepare(next), {}, undefined);
    engine.close();
    expect(refused.errors?.map(({ message, extensions }) => [message.split('.')[0], extensions])).toEqual([
      [
        'The planner failed over this operation',
        { code: 'OPERATION_NOT_PLANNABLE', ...(coordinate && { coordinate }) },
      ],
    ]);
    expect(answered.errors).toBeUndefined();
    expect(answered.data).toBeDefined();
  },
);
