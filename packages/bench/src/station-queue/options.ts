import { parseArgs } from 'node:util';
import { commonFlags, type CommonOptions, positive, readCommon } from '../flags.js';

/** How a run is made. */
export interface StationQueueOptions extends CommonOptions {
  /** Suggestions in the database. */
  readonly rows: number;
  /** Connections to the database that each server may open for one schema. */
  readonly poolSize: number;
}

const contenders = ['bare', 'postgraphile', 'gateway', 'client', 'liaison'];

export const stationQueueUsage = `usage: npm run bench -w @lianxin/bench -- station-queue [flags]

  --rows 100000       suggestions in the database
  --seconds 5         of one round of one contender
  --rounds 4          the order is turned round from one to the next
  --warm-up 3         seconds before the first round, for each contender
  --connections 32    kept alive, one request under way on each
  --only a,b          only these: ${contenders.join(', ')}
  --profile           profile the platform's process; its figures are then too low
  --smoke             500 rows, one round of half a second, nothing written
`;

/** Reads the flags. */
export function readStationQueueOptions(args: readonly string[]): StationQueueOptions {
  const { values } = parseArgs({ args: [...args], options: { ...commonFlags, rows: { type: 'string' } } });
  return {
    ...readCommon(values, { seconds: 5, rounds: 4, warmUpSeconds: 3, connections: 32, contenders }),
    rows: Math.round(positive('rows', values.rows, values.smoke ? 500 : 100_000)),
    poolSize: 10,
  };
}
