import { both, startFederation, type SubgraphSource } from '../test/federation.js';

const received: unknown[] = [];
const subgraphs: Record<string, SubgraphSource> = {
  a: {
    typeDefs: `
      type Query { echo(text: String, filter: Filter, json: JSON, level: Level): ID same(n: Int!): Int }
      input Filter { text: String! and: [Filter!] level: Level = LOW old: Int @inaccessible }
      enum Level { LOW HIGH }
      scalar JSON
    `,
    resolvers: {
      Query: {
        echo: (_: unknown, given: object) => {
          received.push(given);
          return 'ok';
        },
        same: (_: unknown, { n }: { n: number }) => n,
      },
    },
  },
};

describe.each(both)('variables over %s subgraphs', (via) => {
  beforeEach(() => received.splice(0));

  test('are coerced, defaulted and sent only where they are used', async () => {
    await using federation = await startFederation(subgraphs, { via });
    const document =
      'query ($f: Filter, $j: JSON, $l: Level = HIGH, $t: String) { echo(filter: $f, json: $j, level: $l, text: $t) }';
    const json = { ['__proto__']: { polluted: true }, deep: [{ constructor: 1 }] };
    const { data } = await federation.ask(document, {
      f: { text: 'x', and: { text: 'y', level: 'HIGH' } },
      j: json,
      unused: 1,
    });
    expect(data).toEqual({ echo: 'ok' });
    expect(JSON.parse(JSON.stringify(received[0]))).toEqual({
      filter: { text: 'x', and: [{ text: 'y', level: 'HIGH' }], level: 'LOW' },
      json: JSON.parse(JSON.stringify(json)),
      level: 'HIGH',
    });
    expect(Object.keys(federation.calls[0]!.variables).sort()).toEqual(['f', 'j', 'l']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each<[string, string, Record<string, unknown>, RegExp]>([
    ['missing', 'query ($n: Int!) { same(n: $n) }', {}, /^Variable "\$n" of required type "Int!" was not provided\.$/],
    [
      'of the wrong type',
      'query ($n: Int!) { same(n: $n) }',
      { n: 'x' },
      /^Variable "\$n" got invalid value "x"; Int cannot represent/,
    ],
    [
      'a close miss',
      'query ($l: Level) { echo(level: $l) }',
      { l: 'HIGHT' },
      /^Variable "\$l" got invalid value "HIGHT"; Value "HIGHT" does not exist in "Level" enum\.$/,
    ],
    [
      'with an unknown field',
      'query ($f: Filter) { echo(filter: $f) }',
      { f: { text: 'a', tex: 1 } },
      /^Variable "\$f" got invalid value .* Field "tex" is not defined by type "Filter"\.$/,
    ],
    [
      'with a hidden field',
      'query ($f: Filter) { echo(filter: $f) }',
      { f: { text: 'a', old: 1 } },
      /Field "old" is not defined/,
    ],
  ])('that are %s are refused before a subgraph is called', async (_, document, variables, message) => {
    await using federation = await startFederation(subgraphs, { via });
    const { errors, data } = await federation.ask(document, variables);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(federation.calls).toEqual([]);
  });

  test('that nest without end are refused', async () => {
    await using federation = await startFederation(subgraphs, { via });
    let filter: object = { text: 'x' };
    for (let i = 0; i < 100_000; i++) filter = { text: 'x', and: [filter] };
    const { errors } = await federation.ask('query ($f: Filter) { echo(filter: $f) }', { f: filter });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('by odd names are inert', async () => {
    await using federation = await startFederation(subgraphs, { via });
    const document =
      'query ($constructor: Int!, $toString: Int = 2) { a: same(n: $constructor) b: same(n: $toString) }';
    expect((await federation.ask(document, { constructor: 1 })).data).toEqual({ a: 1, b: 2 });
    expect((await federation.ask(document)).errors?.[0]?.message).toMatch(/was not provided/);
  });
});
