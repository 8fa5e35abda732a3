import type { ExecutionResult } from 'graphql';
import {
  composeSupergraph,
  createEngine,
  localTransport,
  type SubgraphRequest,
  type Transport,
} from '@lianxin/federation-engine';
import { subgraphSchema } from './catalogue/schemas.js';
import { subgraphNames, subgraphSdl } from './catalogue/subgraphs.js';
import { benchQueries } from './queries.js';

/** A fetch of our engine: its subgraph, and one more than the hops that were answered before it began. */
type Fetch = readonly [subgraph: string, hop: number];

async function run(name: string): Promise<{ data: Record<string, unknown>; fetches: Fetch[] }> {
  const composed = composeSupergraph(subgraphNames.map((each) => ({ name: each, sdl: subgraphSdl[each] })));
  if (composed.errors) throw new Error(composed.errors.join('\n'));
  const fetches: Fetch[] = [];
  let answered = 0;
  const transports = subgraphNames.map((subgraph): [string, Transport] => {
    const local = localTransport({ schema: subgraphSchema(subgraph), createContext: () => undefined });
    const execute = async (request: SubgraphRequest): Promise<ExecutionResult> => {
      const hop = answered + 1;
      fetches.push([subgraph, hop]);
      const result = await local.execute(request);
      answered = Math.max(answered, hop);
      return result;
    };
    return [subgraph, { execute }];
  });
  const engine = createEngine({ supergraphSdl: composed.supergraphSdl, transports: Object.fromEntries(transports) });
  const query = benchQueries.find((each) => each.name === name)!;
  const { data, errors } = await engine.run(engine.prepare(query.document), query.variables[0], undefined);
  expect(errors).toBeUndefined();
  return { data: data!, fetches };
}

test.each([
  ['federated', 20],
  ['wide', 500],
])('%s takes four fetches in three hops and has %i items', async (name, items) => {
  const { data, fetches } = await run(name);
  expect(data['suggestions']).toHaveLength(items);
  expect(fetches.toSorted(([, a], [, b]) => a - b)).toEqual([
    ['suggestions', 1],
    expect.arrayContaining([2]),
    expect.arrayContaining([2]),
    ['stations', 3],
  ]);
  expect(new Set(fetches.map(([subgraph]) => subgraph)).size).toBe(3);
});

test('small takes two fetches for one object', async () => {
  const { data, fetches } = await run('small');
  expect(data['suggestion']).toMatchObject({ station: { name: expect.any(String) } });
  expect(fetches).toEqual([
    ['suggestions', 1],
    ['stations', 2],
  ]);
});

test('every request of a query asks for something else, and for what there is', () => {
  for (const { variables } of benchQueries) {
    expect(new Set(variables.map((values) => JSON.stringify(values))).size).toBe(variables.length);
  }
});
