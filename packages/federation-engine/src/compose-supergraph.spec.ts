import { printSchema } from 'graphql';
import { composeSupergraph, createEngine } from './index.js';

const transport = { execute: () => Promise.resolve({ data: {} }) };

test('names every reason why subgraphs do not compose, with the subgraph', () => {
  const { errors } = composeSupergraph([
    { name: 'a', sdl: 'type Query { a: ' },
    { name: 'b', sdl: 'type Query { b: Int } }' },
  ]);
  expect(errors).toEqual([expect.stringMatching(/^\[a\] Syntax Error/), expect.stringMatching(/^\[b\] Syntax Error/)]);
  const clash = composeSupergraph([
    { name: 'a', sdl: 'type Query { a: Int }' },
    { name: 'b', sdl: 'type Query { a: String }' },
  ]);
  expect(clash.errors?.length).toBeGreaterThan(0);
});

test('an engine needs a transport for every subgraph', () => {
  const { supergraphSdl = '' } = composeSupergraph([
    { name: 'duty-index', sdl: 'type Query { a: Int }' },
    { name: 'b', sdl: 'type Query { b: Int }' },
  ]);
  expect(() => createEngine({ supergraphSdl, transports: { b: transport } })).toThrow('duty-index');
});

test('the public schema holds what clients may see and nothing of federation', () => {
  const { supergraphSdl = '' } = composeSupergraph([
    {
      name: 'a',
      sdl: `
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@inaccessible", "@tag"])
        "What may be asked." type Query { a(in: In): T @deprecated(reason: "old") hidden: Hidden @inaccessible }
        type T @key(fields: "id") { id: ID! secret: Int @inaccessible at: DateTime! level: Level @tag(name: "x") }
        type Hidden @inaccessible { id: ID! }
        scalar DateTime @specifiedBy(url: "https://example.org/date-time")
        enum Level { LOW HIGH @inaccessible }
        input In { a: Int b: Int @inaccessible }
      `,
    },
  ]);
  const { schema } = createEngine({ supergraphSdl, transports: { a: transport }, planner: 'this-process' });
  const printed = printSchema(schema);
  expect(printed).toContain('"""What may be asked."""');
  expect(printed).toContain('@deprecated(reason: "old")');
  expect(printed).toContain('@specifiedBy(url: "https://example.org/date-time")');
  expect(printed).not.toMatch(/join__|link__|hidden|Hidden|secret|HIGH|inaccessible|@tag|_entities|\bb: Int/);
});
