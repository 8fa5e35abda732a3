import { parseArgs } from 'node:util';

/** How a run is made. */
export interface BenchOptions {
  /** Suggestions in the database. */
  readonly rows: number;
  /** How long one round of one contender lasts. */
  readonly seconds: number;
  readonly rounds: number;
  readonly warmUpSeconds: number;
  readonly connections: number;
  /** Connections to the database that each server may open for one schema. */
  readonly poolSize: number;
  /** Names of contenders to run; all when empty. */
  readonly only: readonly string[];
  /** Profiles the platform's process and prints where its time goes. It costs some of the time that it measures. */
  readonly profile: boolean;
  /** Nothing is written into the results folder. */
  readonly smoke: boolean;
}

export const usage = `usage: npm run bench -w @lianxin/bench -- station-queue [flags]

  --rows 100000       suggestions in the database
  --seconds 5         of one round of one contender
  --rounds 4          the order is turned round from one to the next
  --warm-up 3         seconds before the first round, for each contender
  --connections 32    kept alive, one request under way on each
  --only a,b          only these: bare, postgraphile, gateway, client, liaison
  --profile           profile the platform's process; its figures are then too low
  --smoke             500 rows, one round of half a second, nothing written
`;

function positive(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new RangeError(`--${name} is a number above 0`);
  return value;
}

/** Reads the flags. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string' },
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      'warm-up': { type: 'string' },
      connections: { type: 'string' },
      only: { type: 'string' },
      profile: { type: 'boolean', default: false },
      smoke: { type: 'boolean', default: false },
    },
  });
  const { smoke, profile } = values;
  return {
    rows: Math.round(positive('rows', values.rows, smoke ? 500 : 100_000)),
    seconds: positive('seconds', values.seconds, smoke ? 0.5 : 5),
    rounds: Math.round(positive('rounds', values.rounds, smoke ? 1 : 4)),
    warmUpSeconds: positive('warm-up', values['warm-up'], smoke ? 0.2 : 3),
    connections: Math.round(positive('connections', values.connections, 32)),
    poolSize: 10,
    only:
      values.only
        ?.split(',')
        .map((name) => name.trim())
        .filter(Boolean) ?? [],
    profile,
    smoke,
  };
}
