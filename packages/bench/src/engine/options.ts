import { parseArgs } from 'node:util';
import { commonFlags, type CommonOptions, namesOf, positive, readCommon } from '../flags.js';
import { contenders } from './contenders.js';
import { benchQueries } from './queries.js';

/** How a run is made. */
export interface EngineOptions extends CommonOptions {
  /** Names of the queries to measure; all when empty. */
  readonly queries: readonly string[];
  /** Waited by the subgraphs' servers before each answer. */
  readonly latencyMs: number;
  /** Distinct operations to send instead of measuring. */
  readonly distinctOperations?: number;
}

const contenderNames = contenders.map(({ name }) => name);
const queryNames = benchQueries.map(({ name }) => name);

export const engineUsage = `usage: npm run bench -w @lianxin/bench -- engine [flags]

  --query a,b         only these: ${queryNames.join(', ')}
  --latency 0         milliseconds that a subgraph's server waits before it answers
  --seconds 3         of one round of one contender
  --rounds 4          the order is turned round from one to the next
  --warm-up 2         seconds before the first round, for each contender
  --connections 48    kept alive, one request under way on each
  --only a,b          only these: ${contenderNames.join(', ')}
  --profile           profile our processes; their figures are then too low
  --memory            instead: send 100,000 distinct operations to ours-http, or the one in --only, and show its memory
  --smoke             one round of half a second (2,000 distinct operations), nothing written
`;

/** Reads the flags. */
export function readEngineOptions(args: readonly string[]): EngineOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...commonFlags,
      query: { type: 'string' },
      latency: { type: 'string' },
      memory: { type: 'boolean', default: false },
    },
  });
  return {
    ...readCommon(values, { seconds: 3, rounds: 4, warmUpSeconds: 2, connections: 48, contenders: contenderNames }),
    queries: namesOf('query', values.query, queryNames),
    latencyMs: values.latency === undefined ? 0 : positive('latency', values.latency, 0),
    ...(values.memory && { distinctOperations: values.smoke ? 2_000 : 100_000 }),
  };
}
